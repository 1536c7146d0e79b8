import type { FastifyReply } from 'fastify';
import type { ErrorCode } from '../model/error-code.js';

/** Answers a request that never becomes a GraphQL operation, in the form that GraphQL clients read. */
export const refuse = (
  reply: FastifyReply,
  status: number,
  code: keyof typeof ErrorCode,
  message: string,
): FastifyReply =>
  reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [{ message, extensions: { code } }] }));

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiKeys } from '../auth/api-keys.js';
import { LOCAL_VIEWER, type Viewer } from '../auth/viewer.js';
import { ApiError } from '../graphql/errors.js';
import { ErrorCode } from '../model/error-code.js';
import { refuse } from './refusal.js';

const MESSAGE = 'Send an API key: "Authorization: Bearer <key>".';

/** Tells who asks. */
export class Access {
  /** @param keys null: everybody who gets this far is the local viewer. */
  constructor(private readonly keys: ApiKeys | null) {}

  get hasKeys(): boolean {
    return this.keys !== null;
  }

  /** @throws ApiError UNAUTHENTICATED; {@link turnAway} has answered such a request before. */
  viewerOf(request: FastifyRequest): Viewer {
    const viewer = this.#find(request);
    if (viewer === null) throw new ApiError(ErrorCode.UNAUTHENTICATED, MESSAGE);
    return viewer;
  }

  /** Answers a request without a right key 401, before its body is read. */
  turnAway(request: FastifyRequest, reply: FastifyReply): FastifyReply | null {
    if (this.#find(request) !== null) return null;
    return refuse(reply.header('www-authenticate', 'Bearer'), 401, 'UNAUTHENTICATED', MESSAGE);
  }

  #find({ headers }: FastifyRequest): Viewer | null {
    return this.keys === null ? LOCAL_VIEWER : this.keys.viewerOf(headers.authorization);
  }
}

import { createHash } from 'node:crypto';

export interface MultipartForm {
  readonly contentType: string;
  readonly body: Buffer;
}

/** One text field `data` without a Content-Type of its own, as `curl -F` sends it (documented). UTF-8 (assumed). */
export function multipartOf(data: string, boundary = boundaryOf(data)): MultipartForm {
  const body = `--${boundary}\r\nContent-Disposition: form-data; name="data"\r\n\r\n${data}\r\n--${boundary}--\r\n`;
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: Buffer.from(body, 'utf8') };
}

/** Of the content's digest, which the content cannot hold. */
const boundaryOf = (data: string): string => `----moa${createHash('sha256').update(data).digest('hex').slice(0, 32)}`;

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsError } from '../../src/settings.js';

/** A directory for the files of one test file, and the lines that a reader refuses them with. */
export class Files {
  readonly #directory = mkdtempSync(join(tmpdir(), 'moa-settings-'));

  write(name: string, content: string): string {
    const file = join(this.#directory, name);
    writeFileSync(file, content);
    return file;
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true });
  }
}

/** Lines of the SettingsError that `read` must throw, without the file's path before each. */
export function problemsOf(read: () => unknown, file: string): string[] {
  try {
    read();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.message.split('\n').map((line) => line.replace(`${file}: `, ''));
  }
  throw new Error('it was taken');
}

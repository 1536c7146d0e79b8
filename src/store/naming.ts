import { DefaultNamingStrategy } from 'typeorm';

/** snake_case in SQL for camelCase in TypeScript. */
export class SnakeCaseNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z0-9]+/g, (part) => `_${part.toLowerCase()}`).replace(/^_/, '');
  }
}

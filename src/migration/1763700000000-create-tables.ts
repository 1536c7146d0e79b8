import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTables1763700000000 implements MigrationInterface {
  name = 'CreateTables1763700000000';

  async up(_runner: QueryRunner): Promise<void> {}

  async down(_runner: QueryRunner): Promise<void> {}
}

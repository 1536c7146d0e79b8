import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Channels that saveChannel connected, and the secrets that accounts keep. */
export class KeepChannels1763800000003 implements MigrationInterface {
  name = 'KeepChannels1763800000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "account_secret" ("channel_id" text PRIMARY KEY NOT NULL, "sealed" text, "serial" integer NOT NULL, "locked_by" text, "locked_until" integer)`,
    );
    await runner.query(
      `CREATE TABLE "saved_channel" ("id" text PRIMARY KEY NOT NULL, "marketplace" text NOT NULL, "name" text NOT NULL, "base_url" text NOT NULL, "sealed_credentials" text, "options" text NOT NULL)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "saved_channel"`);
    await runner.query(`DROP TABLE "account_secret"`);
  }
}

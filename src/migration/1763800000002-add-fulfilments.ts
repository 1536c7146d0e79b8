import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ledger rows of fulfilment services, their parcels, and which rows answer which question. */
export class AddFulfilments1763800000002 implements MigrationInterface {
  name = 'AddFulfilments1763800000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "fulfilment" ("channel_id" text NOT NULL, "key" text NOT NULL, "ledger_number" text NOT NULL, "channel_status" text, "channel_name" text NOT NULL, "order_code" text NOT NULL, "code" text, "subsidiary_code" text, "release_code" text, "receiver_name" text, "receiver_tel" text, "receiver_tel_2" text, "zip_code" text, "receiver_address" text, "customer_name" text, "customer_tel" text, "customer_tel_2" text, "customer_address" text, "deal_name" text, "deal_option_name" text, "created_date" integer NOT NULL, "ordered_date" integer, "price" real, "settlement_price" real, "total_payment_amount" real, "settlement_group_price" real, "invoices" text NOT NULL, "canceled_invoices" text NOT NULL, "items" text NOT NULL, "raw" text, "fetched_at" integer NOT NULL, "freshness" integer NOT NULL, PRIMARY KEY ("channel_id", "key"))`,
    );
    await runner.query(`CREATE INDEX "IDX_55ecca23648481dbdca99579a7" ON "fulfilment" ("channel_id", "order_code")`);
    await runner.query(`CREATE INDEX "IDX_10030fe7fb25e2f6a83d809b9c" ON "fulfilment" ("created_date")`);
    await runner.query(
      `CREATE TABLE "fulfilment_parcel" ("channel_id" text NOT NULL, "fulfilment_key" text NOT NULL, "invoice_number" text NOT NULL, "tracking_number" text NOT NULL, PRIMARY KEY ("channel_id", "fulfilment_key", "invoice_number"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_c41932a969a06447b9281927fc" ON "fulfilment_parcel" ("channel_id", "invoice_number")`,
    );
    await runner.query(
      `CREATE TABLE "fulfilment_answer" ("channel_id" text NOT NULL, "question" text NOT NULL, "began" integer NOT NULL, PRIMARY KEY ("channel_id", "question"))`,
    );
    await runner.query(
      `CREATE TABLE "fulfilment_answer_row" ("channel_id" text NOT NULL, "question" text NOT NULL, "key" text NOT NULL, "began" integer NOT NULL, PRIMARY KEY ("channel_id", "question", "key", "began"))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "fulfilment_answer_row"`);
    await runner.query(`DROP TABLE "fulfilment_answer"`);
    await runner.query(`DROP INDEX "IDX_c41932a969a06447b9281927fc"`);
    await runner.query(`DROP TABLE "fulfilment_parcel"`);
    await runner.query(`DROP INDEX "IDX_10030fe7fb25e2f6a83d809b9c"`);
    await runner.query(`DROP INDEX "IDX_55ecca23648481dbdca99579a7"`);
    await runner.query(`DROP TABLE "fulfilment"`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders that suppliers took, and which action placed which. */
export class AddSupplierOrders1763800000001 implements MigrationInterface {
  name = 'AddSupplierOrders1763800000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "supplier_order" ("channel_id" text NOT NULL, "key" text NOT NULL, "order_number" text NOT NULL, "external_order_number" text, "source" text NOT NULL, "receiver_name" text, "receiver_tel" text, "receiver_mobile" text, "zip_code" text, "address" text, "depositor_name" text, "items" text NOT NULL, "goods_summary" text, "settle_kind" text NOT NULL, "goods_price" real, "delivery_fee" real, "settle_price" real, "memo" text, "payment" text NOT NULL, "test" boolean NOT NULL, "placed_at" integer NOT NULL, "raw" text, PRIMARY KEY ("channel_id", "key"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_7ea5c4626f4b7ee003a28bc98b" ON "supplier_order" ("channel_id", "external_order_number")`,
    );
    await runner.query(`CREATE INDEX "IDX_f26d3f07aeac4cea64c79d8f9b" ON "supplier_order" ("placed_at")`);
    await runner.query(`ALTER TABLE "action" ADD COLUMN "supplier_order_key" text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "action" DROP COLUMN "supplier_order_key"`);
    await runner.query(`DROP INDEX "IDX_f26d3f07aeac4cea64c79d8f9b"`);
    await runner.query(`DROP INDEX "IDX_7ea5c4626f4b7ee003a28bc98b"`);
    await runner.query(`DROP TABLE "supplier_order"`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first tables: order lines, cancellations, what was read when, and the journal of writes. */
export class CreateTables1763700000000 implements MigrationInterface {
  name = 'CreateTables1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "action" ("key" text PRIMARY KEY NOT NULL, "type" text NOT NULL, "state" text NOT NULL, "channel_id" text NOT NULL, "order_key" text, "cancellation_key" text, "idempotency_key" text, "input" text NOT NULL, "error" text, "result" text, "attempts" integer NOT NULL, "requested_by" text NOT NULL, "requested_at" integer NOT NULL, "sent_at" integer, "finished_at" integer)`,
    );
    await runner.query(`CREATE INDEX "IDX_eee6559db4a29f48ad7b6cb1d2" ON "action" ("state")`);
    await runner.query(
      `CREATE INDEX "IDX_4f7743604fb890d9503237e440" ON "action" ("requested_by", "type", "idempotency_key")`,
    );
    await runner.query(`CREATE INDEX "IDX_ef0f0edd3fd23113094b356de7" ON "action" ("channel_id", "cancellation_key")`);
    await runner.query(`CREATE INDEX "IDX_264d7a6ad7b71f17c19f695197" ON "action" ("channel_id", "order_key")`);
    await runner.query(`CREATE INDEX "IDX_5955a5f2da76e61a6bcfb55cd5" ON "action" ("requested_at")`);
    await runner.query(
      `CREATE TABLE "cancellation" ("channel_id" text NOT NULL, "key" text NOT NULL, "order_key" text NOT NULL, "order_number" text NOT NULL, "line_number" text, "claim_number" text, "status" text NOT NULL, "channel_status" text NOT NULL, "requested_by" text NOT NULL, "decided_by" text, "is_immediate" boolean NOT NULL, "cancel_reason" text, "cancel_reason_code" text, "cancellation_request_date" integer, "cancel_approval_date" integer, "cancel_completed_date" integer, "cancel_withdrawn_date" integer, "cancel_quantity" integer, "order_quantity" integer, "refund_amount" real, "native" text NOT NULL, "raw" text, "fetched_at" integer NOT NULL, "freshness" integer NOT NULL, "is_order_sought" boolean NOT NULL, PRIMARY KEY ("channel_id", "key"))`,
    );
    await runner.query(`CREATE INDEX "IDX_5455eb52c7f1a158e3b8bd09d8" ON "cancellation" ("channel_id", "status")`);
    await runner.query(`CREATE INDEX "IDX_f9376c9fbb162dcb8abf401da7" ON "cancellation" ("channel_id", "order_key")`);
    await runner.query(`CREATE INDEX "IDX_c3a1e0f6e9d8376eca748d885c" ON "cancellation" ("cancel_completed_date")`);
    await runner.query(`CREATE INDEX "IDX_161e5db7e7969c2c33de36980a" ON "cancellation" ("cancellation_request_date")`);
    await runner.query(
      `CREATE TABLE "order_line" ("channel_id" text NOT NULL, "key" text NOT NULL, "order_number" text NOT NULL, "line_number" text, "bundle_number" text, "checkout_number" text, "status" text NOT NULL, "claim_status" text NOT NULL, "channel_status" text NOT NULL, "ordered_date" integer, "paid_date" integer, "confirmed_date" integer, "dispatched_date" integer, "delivered_date" integer, "dispatch_due_date" integer, "deposit_due_date" integer, "purchase_confirmed_date" integer, "changed_date" integer, "buyer_id" text, "sender_name" text, "sender_tel" text, "sender_tel_2" text, "receiver_name" text, "receiver_tel" text, "receiver_tel_2" text, "zip_code" text, "receiver_address" text, "address_version" text NOT NULL, "shown_address_version" text NOT NULL, "shipping_memo" text, "product_number" text, "product_name" text, "product_option_number" text, "product_option_name" text, "options" text NOT NULL, "additions" text NOT NULL, "seller_product_code" text, "product_quantity" integer NOT NULL, "canceled_quantity" integer NOT NULL, "currency" text NOT NULL, "product_price_amount" real, "shipping_fee" real, "remote_shipping_fee" real, "product_price" real, "sales_commission_fee" real, "seller_discount_price_amount" real, "mall_discount_price_amount" real, "option_price_amount" real, "addition_price_amount" real, "expected_payment_amount" real, "is_shipping_fee_paid" boolean, "is_overseas" boolean, "courier_code" text, "courier_name" text, "tracking_number" text, "invoice_registered_date" integer, "native" text NOT NULL, "raw" text, "fetched_at" integer NOT NULL, "is_sparse" boolean NOT NULL, "freshness" integer NOT NULL, PRIMARY KEY ("channel_id", "key"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_e46bd84674d76e290d8ab83778" ON "order_line" ("channel_id", "tracking_number")`,
    );
    await runner.query(`CREATE INDEX "IDX_49cd29220b1053d91fb065e795" ON "order_line" ("channel_id", "status")`);
    await runner.query(`CREATE INDEX "IDX_a60e7a3ca27d06ed9026156378" ON "order_line" ("channel_id", "bundle_number")`);
    await runner.query(
      `CREATE INDEX "IDX_ab9e8bb93582da385a4a489436" ON "order_line" ("channel_id", "checkout_number")`,
    );
    await runner.query(`CREATE INDEX "IDX_498030550819b4f9df0c8c780c" ON "order_line" ("channel_id", "order_number")`);
    await runner.query(`CREATE INDEX "IDX_8901021d1cb8d321d28847b0c2" ON "order_line" ("paid_date")`);
    await runner.query(`CREATE INDEX "IDX_42d5d96a1a1c7f1a019b5ddea5" ON "order_line" ("ordered_date")`);
    await runner.query(
      `CREATE TABLE "coverage" ("channel_id" text NOT NULL, "listing" text NOT NULL, "span_start" integer NOT NULL, "span_end" integer NOT NULL, "began" integer NOT NULL, PRIMARY KEY ("channel_id", "listing", "span_start"))`,
    );
    await runner.query(
      `CREATE TABLE "feed_cursor" ("channel_id" text PRIMARY KEY NOT NULL, "read_until" integer NOT NULL)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "feed_cursor"`);
    await runner.query(`DROP TABLE "coverage"`);
    await runner.query(`DROP INDEX "IDX_42d5d96a1a1c7f1a019b5ddea5"`);
    await runner.query(`DROP INDEX "IDX_8901021d1cb8d321d28847b0c2"`);
    await runner.query(`DROP INDEX "IDX_498030550819b4f9df0c8c780c"`);
    await runner.query(`DROP INDEX "IDX_ab9e8bb93582da385a4a489436"`);
    await runner.query(`DROP INDEX "IDX_a60e7a3ca27d06ed9026156378"`);
    await runner.query(`DROP INDEX "IDX_49cd29220b1053d91fb065e795"`);
    await runner.query(`DROP INDEX "IDX_e46bd84674d76e290d8ab83778"`);
    await runner.query(`DROP TABLE "order_line"`);
    await runner.query(`DROP INDEX "IDX_161e5db7e7969c2c33de36980a"`);
    await runner.query(`DROP INDEX "IDX_c3a1e0f6e9d8376eca748d885c"`);
    await runner.query(`DROP INDEX "IDX_f9376c9fbb162dcb8abf401da7"`);
    await runner.query(`DROP INDEX "IDX_5455eb52c7f1a158e3b8bd09d8"`);
    await runner.query(`DROP TABLE "cancellation"`);
    await runner.query(`DROP INDEX "IDX_5955a5f2da76e61a6bcfb55cd5"`);
    await runner.query(`DROP INDEX "IDX_264d7a6ad7b71f17c19f695197"`);
    await runner.query(`DROP INDEX "IDX_ef0f0edd3fd23113094b356de7"`);
    await runner.query(`DROP INDEX "IDX_4f7743604fb890d9503237e440"`);
    await runner.query(`DROP INDEX "IDX_eee6559db4a29f48ad7b6cb1d2"`);
    await runner.query(`DROP TABLE "action"`);
  }
}

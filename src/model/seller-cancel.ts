/** Why the seller cancels an order (판매취소). */
export enum SellerCancelReason {
  SOLD_OUT = 'SOLD_OUT',
  WRONG_PRICE = 'WRONG_PRICE',
  WRONG_PRODUCT_INFO = 'WRONG_PRODUCT_INFO',
  UNDELIVERABLE_ADDRESS = 'UNDELIVERABLE_ADDRESS',
  BUYER_ASKED = 'BUYER_ASKED',
  OTHER = 'OTHER',
}

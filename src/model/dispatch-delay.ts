/** Why a dispatch is put off (발송지연). */
export enum DelayReason {
  PREPARING = 'PREPARING',
  CUSTOM_MADE = 'CUSTOM_MADE',
  BUYER_ASKED = 'BUYER_ASKED',
  SOLD_OUT = 'SOLD_OUT',
  DELIVERY_CIRCUMSTANCES = 'DELIVERY_CIRCUMSTANCES',
  OTHER = 'OTHER',
}

/** The one seller of the emulated marketplace; the made-up keys of the sheet's signature vectors. */
export const account = {
  vendorId: 'A00987654',
  accessKey: '11111111-2222-4333-8444-555555555555',
  secretKey: 'abcdef0123456789abcdef0123456789abcdef01',
} as const;

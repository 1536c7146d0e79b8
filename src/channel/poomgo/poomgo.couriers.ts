import { Courier, type CourierName } from '../../model/courier.js';

interface NameRule {
  readonly courier: Courier;
  /** Over the name in upper case, without blanks. */
  readonly when: RegExp;
  /** A name that it fits. */
  readonly name: string;
}

/**
 * logisticsPartnerName is a name, never a code. `CJ대한통운` is documented by example, all else assumed. EMS and DHL come first,
 * since the post office (우체국) runs EMS; Latin words count only where no other letters are stuck to them.
 */
const rules: readonly NameRule[] = [
  { courier: Courier.DHL, when: /(?<![A-Z])DHL(?![A-Z])/, name: 'DHL' },
  { courier: Courier.EMS, when: /(?<![A-Z])EMS(?![A-Z])/, name: 'EMS' },
  { courier: Courier.CJ_LOGISTICS, when: /(?<![A-Z])CJ|대한통운/, name: 'CJ대한통운' },
  { courier: Courier.LOTTE, when: /롯데|LOTTE/, name: '롯데택배' },
  { courier: Courier.HANJIN, when: /한진/, name: '한진택배' },
  { courier: Courier.KOREA_POST, when: /우체국|(?<![A-Z])EPOST/, name: '우체국택배' },
  { courier: Courier.LOGEN, when: /로젠/, name: '로젠택배' },
  { courier: Courier.KYUNGDONG, when: /경동/, name: '경동택배' },
  { courier: Courier.DAESIN, when: /대신/, name: '대신택배' },
  { courier: Courier.ILYANG, when: /일양/, name: '일양로지스' },
  { courier: Courier.CHUNIL, when: /천일/, name: '천일택배' },
  { courier: Courier.HAPDONG, when: /합동/, name: '합동택배' },
  { courier: Courier.CU_POST, when: /(?<![A-Z])CU(?![A-Z])|(?<![A-Z])CUPOST/, name: 'CU편의점택배' },
  { courier: Courier.CVSNET, when: /(?<![A-Z])GS(?![A-Z])|(?<![A-Z])GSPOST|편의점/, name: 'GS편의점택배' },
];

/** OTHER for a name in no rule. */
export function courierOf(name: string | null): Courier {
  const plain = (name ?? '').normalize('NFC').toUpperCase().replace(/\s+/g, '');
  return rules.find(({ when }) => when.test(plain))?.courier ?? Courier.OTHER;
}

/** Names stand for codes: Poomgo has none. */
export const courierNames: readonly CourierName[] = rules.map(({ courier, name }) => ({ courier, code: name, name }));

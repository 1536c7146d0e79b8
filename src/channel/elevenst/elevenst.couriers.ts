import type { CourierName } from '../../model/courier.js';
import { Courier } from '../../model/courier.js';

/** `dlvMthdCd` of requests; replies use another set of codes (04, 05, 06, 99). Documented. */
const BY_COURIER = '01';
const BY_HAND = '03';

/** How a parcel travels, in the words of reqdelivery and cancelreqreject. */
interface Carriage {
  readonly dlvMthdCd: string;
  /** Null where the method has no courier. */
  readonly dlvEtprsCd: string | null;
  readonly invcNo: string | null;
}

/**
 * Delivery by hand is a method of its own without courier and number (documented), so its "courier code" here is that of
 * the method.
 */
export const carriageOf = (courierCode: string, trackingNumber: string): Carriage =>
  courierCode === BY_HAND
    ? { dlvMthdCd: BY_HAND, dlvEtprsCd: null, invcNo: null }
    : { dlvMthdCd: BY_COURIER, dlvEtprsCd: courierCode, invcNo: trackingNumber };

const { OTHER } = Courier;

/** `dlvEtprsCd`, best code first where a courier has several. Documented; the first ones observed too. */
export const COURIERS: readonly CourierName[] = (
  [
    [Courier.CJ_LOGISTICS, '00034', 'CJ대한통운'],
    [Courier.LOTTE, '00012', '롯데(현대)택배'],
    [Courier.HANJIN, '00011', '한진택배'],
    [Courier.KOREA_POST, '00007', '우체국택배/등기'],
    [Courier.LOGEN, '00002', '로젠택배'],
    [Courier.KYUNGDONG, '00026', '경동택배'],
    [Courier.DAESIN, '00021', '대신택배'],
    [Courier.ILYANG, '00022', '일양로지스'],
    [Courier.CHUNIL, '00027', '천일택배'],
    [Courier.HAPDONG, '00035', '합동택배'],
    [Courier.KUNYOUNG, '00037', '건영택배'],
    [Courier.CVSNET, '00060', 'CVSnet 편의점택배'],
    [Courier.CU_POST, '00061', 'CU편의점택배'],
    [Courier.DHL, '00039', 'DHL'],
    [Courier.EMS, '00058', 'EMS'],
    [Courier.FEDEX, '00047', 'FedEx'],
    [Courier.UPS, '00053', 'UPS'],
    [Courier.DIRECT, BY_HAND, '직접전달'],
    [OTHER, '00099', '기타'],
    [Courier.CJ_LOGISTICS, '00045', 'CJ대한통운 국제특송'],
    [Courier.LOTTE, '00040', '롯데글로벌'],
    [Courier.KOREA_POST, '00008', '우편등기'],
    [Courier.DHL, '00046', 'DHL Global Mail'],
    [OTHER, '00001', 'KGB'],
    [OTHER, '00065', '용마로지스'],
    [OTHER, '00066', '세방택배'],
    [OTHER, '00067', '농협택배'],
    [OTHER, '00023', 'ACI'],
    [OTHER, '00025', 'WIZWA'],
    [OTHER, '00036', '삼성전자 본사설치'],
    [OTHER, '00038', 'LG전자 본사설치'],
    [OTHER, '00041', '범한판토스 (국제특송)'],
    [OTHER, '00042', '에어보이익스프레스 (국제특송)'],
    [OTHER, '00044', 'APEX(ECMS Express) (해외)'],
    [OTHER, '00048', 'GSI익스프레스 (해외)'],
    [OTHER, '00049', 'GSM NtoN (국제특송)'],
    [OTHER, '00050', 'i-Parcel (해외)'],
    [OTHER, '00051', 'TNT Express (해외)'],
    [OTHER, '00052', 'TPL'],
    [OTHER, '00054', 'USPS (해외)'],
    [OTHER, '00056', 'GPS LOGIX (해외)'],
    [OTHER, '00057', '성원글로벌카고'],
    [OTHER, '00063', 'SLX택배'],
    [OTHER, '00064', '한의사랑택배'],
    [OTHER, '00069', '원더스퀵'],
    [OTHER, '00071', '대운글로벌 (국제특송)'],
    [OTHER, '00072', 'KGL 네트웍스 (국제특송)'],
    [OTHER, '00073', 'LineExpress (해외)'],
    [OTHER, '00074', '2fast익스프레스 (해외)'],
    [OTHER, '00077', '시알로지텍 (국제특송)'],
    [OTHER, '00079', 'cway express (국제특송)'],
    [OTHER, '00080', 'ACE Express (해외)'],
    [OTHER, '00081', '퍼레버택배'],
    [OTHER, '00082', '홈이노베이션로지스'],
    [OTHER, '00083', '자이언트'],
    [OTHER, '00085', '위니아딤채 본사설치'],
    [OTHER, '00086', '고려택배'],
    [OTHER, '00087', '애니트랙'],
    [OTHER, '00088', '우리한방택배'],
    [OTHER, '00089', '대림통운'],
    [OTHER, '00090', 'IK 물류'],
    [OTHER, '00091', '성훈 물류'],
    [OTHER, '00092', 'YJS글로벌(영국)'],
    [OTHER, '00093', '워팩스코리아'],
    [OTHER, '00094', '은하쉬핑'],
    [OTHER, '00095', 'YJS글로벌(월드)'],
    [OTHER, '00096', 'LOTOS CORPORATION'],
    [OTHER, '00097', '제니엘시스템'],
    [OTHER, '00098', 'Euro Parcel (해외)'],
    [OTHER, '00100', '엘서비스'],
    [OTHER, '00101', '로지스밸리택배'],
    [OTHER, '00102', '프레시솔루션'],
    [OTHER, '00103', '풀앳홈'],
    [OTHER, '00104', '제이로지스트'],
    [OTHER, '00105', '스마트로지스'],
    [OTHER, '00106', '이투마스(ETOMARS)'],
    [OTHER, '00107', '큐런택배'],
    [OTHER, '00108', '큐익스프레스'],
    [OTHER, '00109', '카카오T 당일배송'],
    [OTHER, '00111', 'SB GLS'],
    [OTHER, '00112', '롯데칠성'],
    [OTHER, '00113', 'LTL'],
    [OTHER, '00114', 'GTS로지스'],
    [OTHER, '00115', '홈픽 오늘도착'],
    [OTHER, '00116', '(주)팀프레시'],
    [OTHER, '00117', '브릿지 로지스'],
    [OTHER, '00118', '하이브시티'],
    [OTHER, '00119', '두발히어로'],
    [OTHER, '00120', '로지스파트너'],
    [OTHER, '00121', '투데이'],
    [OTHER, '00122', '현대글로비스'],
    [OTHER, '00123', 'ARGO'],
    [OTHER, '00124', '더바오'],
    [OTHER, '00125', '핑퐁'],
    [OTHER, '00126', 'HY(한국야쿠르트)'],
    [OTHER, '00127', '삼다수 가정배송'],
    [OTHER, '00128', '와이드테크'],
    [OTHER, '00129', '이스트라'],
    [OTHER, '00130', '나은물류'],
    [OTHER, '00131', '큐브플로우'],
    [OTHER, '00132', '(주)국제'],
    [OTHER, '00133', '딜리박스'],
    [OTHER, '00134', '위니온로지스'],
    [OTHER, '00135', '딜리래빗'],
    [OTHER, '00136', '풀무원샘물'],
    [OTHER, '00137', '티에스지로지스'],
    [OTHER, '00138', '든든택배'],
    [OTHER, '00139', '모든로지스'],
    [OTHER, '00140', '에스더쉬핑'],
    [OTHER, '00141', '제이더블유티엔엘'],
    [OTHER, '00142', '벤더피아'],
    [OTHER, '00143', '한샘'],
    [OTHER, '00144', 'JCLS'],
    [OTHER, '00145', '지케이글로벌'],
    [OTHER, '00146', '서림물류'],
    [OTHER, '00147', '비알씨에이치'],
    [OTHER, '00148', '신세계까사'],
    [OTHER, '00149', '발렉스'],
    [OTHER, '00151', '반얀로지스틱스'],
  ] as const
).map(([courier, code, name]) => ({ courier, code, name }));

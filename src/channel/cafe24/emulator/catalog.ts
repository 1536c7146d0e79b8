import type { LineToPlace } from '../../../sandbox/emulator.js';
import { letters } from './numbers.js';
import type { Variant } from './state.js';

interface Product {
  readonly productNo: number;
  readonly productCode: string;
  options: number;
}

const FIRST_PRODUCT = 31;

/** The same product and option keep their numbers in every order. @evidence assumed */
export class Catalog {
  readonly #products = new Map<string, Product>();
  readonly #variants = new Map<string, Variant>();

  variantOf({ productName, optionName, sellerProductCode }: LineToPlace): Variant {
    const key = JSON.stringify([productName, optionName, sellerProductCode]);
    const known = this.#variants.get(key);
    if (known) return known;
    const product = this.#product(productName);
    product.options += 1;
    const variant: Variant = {
      productNo: product.productNo,
      productCode: product.productCode,
      optionId: letters(product.options, 4),
      productName,
      optionName,
      sellerCode: sellerProductCode,
    };
    this.#variants.set(key, variant);
    return variant;
  }

  /** Eight characters, P first: `P00000BF`. @evidence observed */
  #product(name: string): Product {
    const productNo = FIRST_PRODUCT + this.#products.size;
    const product = this.#products.get(name) ?? {
      productNo,
      productCode: `P${letters(productNo, 7)}`,
      options: 0,
    };
    this.#products.set(name, product);
    return product;
  }
}

import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireRole } from '../../auth/viewer.js';
import type { RequestContext } from '../../graphql/context.js';
import { validAs } from '../../graphql/validation/validate.js';
import { RegisterFulfilmentInvoicesInput } from './hand-over.input.js';
import { RegisterFulfilmentInvoicesPayload } from './hand-over.types.js';

@Resolver()
export class HandOverResolver {
  @Mutation(() => RegisterFulfilmentInvoicesPayload, {
    description:
      '송장 일괄등록: registers on the marketplaces what the fulfilment services (품고) have closed. A second run changes nothing.',
  })
  async registerFulfilmentInvoices(
    @Arg('input', () => RegisterFulfilmentInvoicesInput, { validateFn: validAs('input') })
    input: RegisterFulfilmentInvoicesInput,
    @Ctx() { services, viewer, arrived }: RequestContext,
  ): Promise<RegisterFulfilmentInvoicesPayload> {
    requireRole(viewer, 'operator');
    return services.handOver.run(input, viewer, arrived);
  }
}

import type { ClassType } from 'type-graphql';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Position } from './cursor.js';
import { encodeCursor } from './cursor.js';

@ObjectType({ simpleResolvers: true, description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => Boolean)
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Give it as `after` for the next page.' })
  endCursor!: string | null;
}

/** One page of rows with what its cursors are made of. */
export interface PageRows<T> {
  readonly rows: readonly T[];
  readonly fingerprint: string;
  readonly positionOf: (row: T) => Position;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly totalCount: number;
}

export interface EdgeOf<T> {
  readonly cursor: string;
  readonly node: T;
}

/** Base of a list's connection; edges and cursors are made only when they are asked for. */
export abstract class Page<T> {
  constructor(private readonly page: PageRows<T>) {}

  get nodes(): readonly T[] {
    return this.page.rows;
  }

  get edges(): EdgeOf<T>[] {
    return this.page.rows.map((node) => ({ node, cursor: this.cursorOf(node) ?? '' }));
  }

  get totalCount(): number {
    return this.page.totalCount;
  }

  get pageInfo(): PageInfo {
    const { rows, hasNextPage, hasPreviousPage } = this.page;
    return { hasNextPage, hasPreviousPage, startCursor: this.cursorOf(rows[0]), endCursor: this.cursorOf(rows.at(-1)) };
  }

  private cursorOf(row: T | undefined): string | null {
    return row === undefined ? null : encodeCursor(this.page.fingerprint, this.page.positionOf(row));
  }
}

/** The GraphQL types of a list of `node`: `<name>Edge` and the fields that every `<name>Connection` has. */
export function connectionTypes<T extends object>(name: string, node: ClassType<T>) {
  @ObjectType(`${name}Edge`, { simpleResolvers: true })
  class Edge implements EdgeOf<T> {
    @Field(() => String)
    cursor!: string;

    @Field(() => node)
    node!: T;
  }

  @ObjectType(`${name}Page`, { simpleResolvers: true })
  abstract class Connection extends Page<T> {
    @Field(() => [Edge])
    override get edges(): EdgeOf<T>[] {
      return super.edges;
    }

    @Field(() => [node])
    override get nodes(): readonly T[] {
      return super.nodes;
    }

    @Field(() => PageInfo)
    override get pageInfo(): PageInfo {
      return super.pageInfo;
    }

    @Field(() => Int, { description: 'All rows of the filter, not of this page.' })
    override get totalCount(): number {
      return super.totalCount;
    }
  }
  return { Edge, Connection };
}

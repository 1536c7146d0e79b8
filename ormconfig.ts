import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './src/store/database.js';

/** The DataSource for TypeORM's own command line (migration:generate, migration:run). */
export default new DataSource(dataSourceOptions(process.env.DATABASE_URL ?? 'sqlite:data/moa.sqlite'));

// @ts-check
import { findChromium } from './chromium.mjs';
import { withDatabase } from './mongodb.mjs';

/**
 * What tests and the programs beside them find in their environment: services that are theirs alone,
 * and a browser.
 * @param {import('./session.mjs').Session} session
 * @param {import('./services.mjs').Services} services
 */
export async function testEnvironment(session, services) {
  return {
    ...process.env,
    TEST_MONGODB_URI: withDatabase(services.mongodbUri, ''),
    TEST_REDIS_URL: services.redisUrl,
    CHROMIUM_PATH: await findChromium(session, process.env),
  };
}

/** The sandbox's contract: reading it and compiling its schemas takes longer than most tests. */
const require_ = require('./mainRealm.cjs');

module.exports = require_('tsx/cjs/api').require('../../sandbox/contract.ts', __filename);

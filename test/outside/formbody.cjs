module.exports = require('./mainRealm.cjs')('@fastify/formbody');

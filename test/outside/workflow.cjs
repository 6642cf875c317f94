/** The one that the engine has, so that its errors are the same classes here and there. */
module.exports = require('../engine/n8n').n8n.workflow;

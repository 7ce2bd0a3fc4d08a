export type ClientRole = 'staff' | 'resident';

/**
 * A function of the script by its name below `client`, the end of its path, and its parameters in order. Values in the
 * role's `place` come first and are not listed.
 */
type ClientFunction = { name: string; path: string; parameters?: readonly string[]; extra?: string };

const place: Record<ClientRole, readonly string[]> = {
  staff: ['communityId', 'clusterId'],
  resident: ['communityId', 'clusterId', 'unitId'],
};

const dealFunctions: readonly ClientFunction[] = [
  { name: 'deal.liveList', path: 'deal/liveList', parameters: ['formatType'] },
  { name: 'deal.list', path: 'deal/list', parameters: ['datetimeFrom', 'datetimeTo', 'formatType'] },
  { name: 'deal.datetimeRange', path: 'deal/datetimeRange' },
  {
    name: 'deal.sumOfCumulateAmountWhsByHour',
    path: 'deal/sumOfCumulateAmountWhsByHour',
    extra: '{ timezone: utcOffset() }',
  },
];

const functions: Record<ClientRole, readonly ClientFunction[]> = {
  staff: [
    { name: 'unitData.unitIdList', path: 'unitData/unitIdList' },
    { name: 'unitData.latestSet', path: 'unitData/latestSet' },
    ...dealFunctions,
    { name: 'downtime.unitIdList', path: 'downtime/unitIdList' },
    { name: 'downtime.list', path: 'downtime/list', parameters: ['unitId', 'datetimeFrom', 'datetimeTo'] },
    { name: 'monitoring.failure.openList', path: 'monitoring/failure/openList' },
    { name: 'monitoring.failure.list', path: 'monitoring/failure/list', parameters: ['datetimeFrom', 'datetimeTo'] },
    { name: 'monitoring.job.list', path: 'monitoring/job/list' },
    { name: 'monitoring.job.activate', path: 'monitoring/job/activate', parameters: ['type'] },
    { name: 'monitoring.job.deactivate', path: 'monitoring/job/deactivate', parameters: ['type'] },
  ],
  resident: [
    { name: 'unitData.latestSet', path: 'unitData/latestSet' },
    ...dealFunctions,
    { name: 'scenario.availableList', path: 'scenario/availableList' },
    { name: 'scenario.current', path: 'scenario/current' },
    { name: 'scenario.choose', path: 'scenario/choose', parameters: ['scenarioId'] },
  ],
};

/** Names of all functions that the script of a role gives `client`. */
export function clientFunctionNames(role: ClientRole): string[] {
  return ['session', 'login', 'logout', 'community.outline', ...functions[role].map(({ name }) => name)];
}

/**
 * The script that the old pages load: one global `client` on top of jQuery, unless there is one. Its addresses begin with
 * whatever the script's own address begins with, so it also works below a path of a proxy.
 */
export function clientScript(role: ClientRole): string {
  const lines = functions[role].map(({ name, path, parameters = [], extra }) => {
    const names = [...place[role], ...parameters].map((parameter) => `'${parameter}'`).join(', ');
    return `  define('${name}', '/api/${role}/${path}', [${names}]${extra ? `, function () { return ${extra}; }` : ''});`;
  });
  return template.replaceAll('ROLE', role).replace('  FUNCTIONS', lines.join('\n'));
}

const template = `// Each function takes its parameters, then onSuccess(data, textStatus, xhr), onError(xhr, textStatus, errorThrown)
// and onComplete(xhr, textStatus), all of which may be left out.
(function (global, $) {
  'use strict';
  if (global.client) return;

  var script = global.document.currentScript;
  var base = ((script && script.src) || '').replace(/\\/api\\/ROLE\\/client\\.js.*$/, '');
  var client = {};

  function request(method, path, data, callbacks) {
    $.ajax({
      type: method,
      url: base + path,
      data: data,
      success: callbacks[0],
      error: callbacks[1],
      complete: callbacks[2]
    });
  }

  function define(name, path, parameters, extra) {
    assign(name, function () {
      var data = extra ? extra() : {};
      for (var i = 0; i < parameters.length; i++) {
        var value = text(arguments[i]);
        if (value !== '') data[parameters[i]] = value;
      }
      request('GET', path, data, Array.prototype.slice.call(arguments, parameters.length));
    });
  }

  function assign(name, value) {
    var parts = name.split('.');
    var target = client;
    for (var i = 0; i < parts.length - 1; i++) target = target[parts[i]] = target[parts[i]] || {};
    target[parts[parts.length - 1]] = value;
  }

  function text(value) {
    if (value === undefined || value === null) return '';
    return value instanceof Date ? value.toISOString() : String(value);
  }

  function utcOffset() {
    var minutes = -new Date().getTimezoneOffset();
    var size = Math.abs(minutes);
    return (minutes < 0 ? '-' : '+') + twoDigits(Math.floor(size / 60)) + ':' + twoDigits(size % 60);
  }

  function twoDigits(number) {
    return (number < 10 ? '0' : '') + number;
  }

  define('session', '/api/core/session', []);
  define('logout', '/api/core/logout', []);
  assign('login', function (username, password, onSuccess, onError, onComplete) {
    function logIn(answer) {
      var form = { username: username, password: password, csrfmiddlewaretoken: answer.csrfmiddlewaretoken };
      request('POST', '/api/core/login', form, [onSuccess, onError, onComplete]);
    }
    function fail(xhr, textStatus, errorThrown) {
      if (onError) onError(xhr, textStatus, errorThrown);
      if (onComplete) onComplete(xhr, textStatus);
    }
    request('GET', '/api/core/csrftoken', {}, [logIn, fail]);
  });
  define('community.outline', '/api/ROLE/community/outline', []);
  FUNCTIONS

  global.client = client;
})(window, jQuery);
`;

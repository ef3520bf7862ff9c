" Vim syntax file
" Language: Architectures of software systems (.arch)
" The lists of words are derived from the compiler's schema: `UPDATE_GOLDEN=1 swift test` rewrites them.

if exists('b:current_syntax')
  finish
endif

let s:cpo = &cpo
set cpo&vim

let s:kinds = [
      "\ derived: kinds
      \ 'actor', 'allow', 'alternative', 'asset', 'cache', 'capacity', 'cdn', 'client', 'cluster',
      \ 'constraints', 'database', 'decision', 'defaults', 'dns', 'domain', 'endpoint', 'environment', 'event',
      \ 'extend', 'external', 'failure', 'flow', 'function', 'gateway', 'group', 'identity', 'job',
      \ 'load-balancer', 'loop', 'mesh', 'metadata', 'migration', 'module', 'monitor', 'never', 'next',
      \ 'objective', 'option', 'optional', 'parallel', 'pattern', 'phase', 'pipeline', 'queue', 'region',
      \ 'registry', 'remove', 'repository', 'require', 'requirement', 'rule', 'scenario', 'secrets',
      \ 'security', 'service', 'storage', 'stream', 'system', 'tech', 'topic', 'tradeoff', 'use', 'view',
      \ 'waf', 'worker', 'zone',
      "\ derived: end
      \ ]
let s:properties = [
      "\ derived: properties
      \ 'accepts', 'access', 'adds', 'affects', 'after', 'alert', 'audit', 'auth', 'authentication',
      \ 'authorization', 'autoscale', 'availability', 'backup', 'benefits', 'breaks', 'budget', 'bulkhead',
      \ 'calls', 'cap', 'capacity', 'changes', 'chosen', 'circuit-breaker', 'class', 'collapse',
      \ 'common-cause', 'completion', 'concurrency', 'cons', 'consistency', 'consistent', 'context', 'copies',
      \ 'cost', 'credentials', 'criticality', 'data', 'date', 'dead-letter', 'deadline', 'deciders',
      \ 'decision', 'degrades', 'delivery', 'deprecated', 'depth', 'derived', 'description', 'detection',
      \ 'direction', 'discovery', 'done', 'due', 'durable', 'duration', 'encrypted', 'encryption', 'eviction',
      \ 'evidence', 'exclude', 'exit', 'expertise', 'failover', 'fails', 'fallback', 'flow', 'focus', 'growth',
      \ 'health-check', 'help', 'hit-rate', 'holds', 'horizons', 'icon', 'idempotency-key', 'idempotent',
      \ 'impact', 'include', 'input-validation', 'invalidation', 'jitter', 'lag', 'language', 'layer',
      \ 'layers', 'likelihood', 'link', 'load', 'load-balancing', 'location', 'logs', 'max-connections',
      \ 'max-depth', 'max-duration', 'max-message', 'may-hold', 'metrics', 'mitigation', 'mttr',
      \ 'multi-tenant', 'needs', 'negative', 'of', 'on', 'on-miss', 'optional', 'options', 'ordered',
      \ 'ordering', 'owner', 'p50', 'p90', 'p95', 'p99', 'p999', 'paginated', 'parallel', 'partitions',
      \ 'payload', 'pool', 'positive', 'priority', 'pros', 'protocol', 'provider', 'public', 'purpose',
      \ 'quorum', 'rank', 'rate', 'rate-limit', 'rate-limiting', 'rationale', 'read', 'read-replicas',
      \ 'receives', 'redelivery', 'removes', 'replicas', 'replication', 'require', 'restore', 'retention',
      \ 'retry', 'reversible', 'rollback', 'routing', 'rpo', 'rto', 'runtime', 'satisfied-by', 'scale-up',
      \ 'schedule', 'schema', 'secrets', 'security', 'segmented', 'sends', 'severity', 'shard-key', 'shards',
      \ 'share', 'size', 'source', 'stateful', 'status', 'style', 'supersedes', 'survives', 'tags', 'team',
      \ 'tech', 'threshold', 'timeline', 'timeout', 'title', 'tls', 'to', 'traces', 'trade-off', 'trust',
      \ 'ttl', 'type', 'unbounded-result', 'until', 'usage', 'users', 'validates', 'verify', 'version', 'via',
      \ 'visibility', 'vpn', 'waf', 'was', 'watches', 'when-to-use', 'why', 'write-capacity',
      "\ derived: end
      \ ]
let s:values = [
      "\ derived: values
      \ 'AP', 'CA', 'CP', 'abac', 'accepted', 'access-policies', 'acl', 'alerting', 'amqp', 'analytics', 'any',
      \ 'api-key', 'api-management', 'approved', 'archive', 'artifact-hosting', 'async', 'at-least-once',
      \ 'at-most-once', 'at-rest', 'audit-trail', 'authentication', 'automatic', 'avro', 'aws', 'azure',
      \ 'basic', 'batch-processing', 'binary', 'biometric', 'block', 'block-storage', 'build-and-test',
      \ 'business', 'catalog', 'causal', 'cdc', 'change-feed', 'cloudflare', 'concurrency', 'confidential',
      \ 'configuration', 'connections', 'container', 'coordination', 'could', 'cpu', 'cql', 'credentials',
      \ 'critical', 'csv', 'customer-accounts', 'dashboards', 'data-lake', 'data-science', 'ddos-protection',
      \ 'delayed-delivery', 'deployment', 'deprecated', 'desktop-ui', 'development', 'device-messaging', 'dmz',
      \ 'dns', 'document', 'documents', 'down', 'draft', 'edge-compute', 'email', 'embedded',
      \ 'encryption-keys', 'end-to-end', 'end-user', 'error', 'error-tracking', 'event-driven', 'event-log',
      \ 'event-sourcing', 'events', 'eventual', 'exactly-once', 'explicit', 'exponential', 'feature-flags',
      \ 'fifo', 'file', 'files', 'financial', 'fly', 'form', 'ftp', 'full-text-search', 'functional', 'gcp',
      \ 'general-purpose', 'geospatial', 'global', 'global-distribution', 'graph', 'graphql', 'grpc', 'health',
      \ 'heroku', 'high', 'high-concurrency', 'high-throughput', 'high-write-throughput', 'horizontal-scaling',
      \ 'html', 'http', 'http2', 'http3', 'https', 'iam', 'image', 'imap', 'in-process', 'info',
      \ 'infrastructure-as-code', 'internal', 'inventory', 'ipc', 'jdbc', 'jms', 'json', 'jwt', 'kafka',
      \ 'kerberos', 'key', 'key-value', 'lag', 'lake', 'large-objects', 'ldap', 'lfu', 'lightweight', 'linear',
      \ 'linearizable', 'load-balancing', 'location', 'logs', 'long-running', 'low', 'low-latency',
      \ 'low-latency-cache', 'low-latency-messaging', 'low-operations', 'lru', 'manual', 'medium', 'memcached',
      \ 'memory', 'metrics', 'mfa', 'microservices', 'mobile-ui', 'modbus', 'model-inference',
      \ 'modular-monolith', 'mongodb', 'monolith', 'mqtt', 'mtls', 'must', 'mutual-tls', 'name-resolution',
      \ 'namespace', 'nats', 'netlify', 'network', 'nfs', 'non-functional', 'notifications', 'oauth2',
      \ 'objects', 'odbc', 'off', 'offline-sync', 'oidc', 'on-premises', 'opc-ua', 'operations',
      \ 'orchestration', 'ordering', 'orders', 'outbox', 'partition', 'passkey', 'password', 'payments', 'pdf',
      \ 'physical', 'pii', 'planned', 'primary', 'private', 'production', 'proposed', 'protobuf', 'pub-sub',
      \ 'public', 'queue-depth', 'quic', 'random', 'rapid-development', 'rate-limiting', 'rbac', 'read',
      \ 'read-write', 'redis', 'rejected', 'relational', 'replay', 'replica', 'request-filtering',
      \ 'request-reply', 'requests', 'rest', 'restricted', 'retired', 'review', 'right', 'rotated', 'routing',
      \ 'rpc', 'rtmp', 'runtime', 's3', 'saga', 'saml', 'scale-to-zero', 'schedule', 'scheduling', 'scopes',
      \ 'search', 'secret-storage', 'secrets', 'semi-sync', 'serializable', 'serialized', 'server-rendering',
      \ 'serverless', 'service-discovery', 'session', 'sftp', 'shared-files', 'should', 'signature',
      \ 'single-sign-on', 'smb', 'smtp', 'soap', 'social', 'source-hosting', 'sql', 'sse', 'ssh', 'ssh-key',
      \ 'static', 'static-content', 'stomp', 'stream-processing', 'strong', 'strong-consistency', 'superseded',
      \ 'sync', 'systems-programming', 'tcp', 'technical-user', 'telemetry', 'text', 'thrift', 'time-series',
      \ 'tls', 'tls-termination', 'traces', 'traffic-splitting', 'transactions', 'ttl', 'tunable', 'udp',
      \ 'vault', 'vector', 'vector-search', 'vercel', 'vm', 'warehouse', 'warning', 'web-ui', 'webhook',
      \ 'webrtc', 'websocket', 'websockets', 'wide-column', 'wont', 'work-queue', 'workflows',
      \ 'workload-identity', 'write', 'write-behind', 'write-through', 'xml', 'yaml',
      "\ derived: end
      \ ]
let s:words = [
      "\ derived: words
      \ 'across', 'assumed', 'at', 'boundary', 'burst', 'call', 'component', 'every', 'fails', 'fixed',
      \ 'half-open', 'has', 'in', 'inclusive', 'jitter', 'keep', 'lacks', 'measured', 'message', 'no', 'none',
      \ 'now', 'of', 'open', 'over', 'passes', 'path', 'peak', 'per', 'relation', 'sla', 'store', 'target',
      \ 'to', 'total', 'unbounded', 'under', 'unlimited', 'when', 'with',
      "\ derived: end
      \ ]
let s:metrics = [
      "\ derived: metrics
      \ 'availability', 'available', 'completion', 'cost', 'data', 'drain', 'p50', 'p90', 'p95', 'p99', 'p999',
      \ 'rate', 'replicas-needed', 'rpo', 'rto', 'size', 'users', 'utilization',
      "\ derived: end
      \ ]
let s:units = [
      "\ derived: units
      \ '%', 'B', 'GB', 'GiB', 'KB', 'KiB', 'MB', 'MiB', 'PB', 'PiB', 'TB', 'TiB', 'd', 'h', 'min', 'mo', 'ms',
      \ 'ns', 's', 'us', 'w', 'y',
      "\ derived: end
      \ ]
let s:periods = [
      "\ derived: periods
      \ 'd', 'day', 'h', 'hour', 'min', 'mo', 'month', 's', 'w', 'week', 'y', 'year',
      "\ derived: end
      \ ]
let s:magnitudes = [
      "\ derived: magnitudes
      \ 'G', 'M', 'T', 'k',
      "\ derived: end
      \ ]

" Where nothing is reserved, place decides: a kind or a property stands where a statement begins, a word behind a colon.
" The place is told by a pattern of any name; the words themselves are keywords inside, which Vim finds by a hash.
syntax iskeyword @,48-57,_,-,192-255

function! s:any(words) abort
  return '\%(' . join(sort(copy(a:words), {a, b -> len(b) - len(a)}), '\|') . '\)'
endfunction
let s:name = '[^[:blank:][:punct:][:digit:][:cntrl:]]\%([^[:blank:][:punct:][:cntrl:]]\|_\)*\%(-\%([^[:blank:][:punct:][:cntrl:]]\|_\)\+\)*'
let s:name = '\%(_\|' . s:name . '\)\%([^[:blank:][:punct:][:cntrl:]]\|_\)*'
let s:path = s:name . '\%(\.' . s:name . '\)*'
let s:start = '\<\%(\%(^\|[{};,]\|\*/\)\s*\)\@80<='
let s:end = '\%([[:alnum:]_]\|-[[:alnum:]_]\)\@!'
let s:before = '\%([[:alnum:]_.]\|[[:alnum:]_]-\)\@2<!'
let s:magnitude = s:any(s:magnitudes)
let s:unit = '\%(' . s:magnitude . '\=' . s:any(s:units) . '\|' . s:magnitude . '\)\='
      \ . '\%(/\%(1' . s:magnitude . '\=\|' . s:any(s:units) . '\|' . s:any(s:periods) . '\)\)\{0,2}'

function! s:match(group, pattern, options) abort
  execute 'syntax match' a:group '@' . a:pattern . '@' a:options
endfunction

function! s:keywords(group, words, options) abort
  execute 'syntax keyword' a:group a:options join(a:words)
endfunction

" Words that are options of `:syntax keyword` as well have to be patterns.
let s:options = ['contains', 'contained', 'display', 'extend', 'fold', 'skipempty', 'skipnl', 'skipwhite', 'transparent']
call s:keywords('archKind', filter(copy(s:kinds), 'index(s:options, v:val) < 0'), 'contained')
call s:match('archKind', '\<extend\>', 'contained')
call s:keywords('archProperty', s:properties, 'contained')
call s:keywords('archConstant', s:values, 'contained')
call s:keywords('archWord', s:words, 'contained')
syntax keyword archBoolean contained true false
syntax keyword archLogical contained and or not

" Where several match at one place, the last one wins; so the general ones come first.
call s:match('archFlag', s:start . s:name . '\%(\s*\%([,;}]\|$\|/[/*]\)\)\@=', 'contains=archProperty')
call s:match('archHead', s:start . s:name . '\%(\s*["{#]\)\@=', 'contains=archKind')
call s:match('archHead', s:start . s:name . '\%(\s\+' . s:path . '\s*\%([:.=~<]\|[=~-]>\)\@!\)\@=',
      \ 'contains=archKind nextgroup=archDeclared skipwhite')
call s:match('archKind', s:start . 'loop\%(\s\+\d\)\@=', 'nextgroup=archNumber skipwhite')
call s:match('archChange', s:start . '\%(extend\|remove\)\%(\s\+' . s:name . '\)\@=', '')
call s:match('archChange', s:start . '\%(allow\|never\|require\|rule\)\%(\s\+' . s:name . '\)\@=',
      \ 'nextgroup=archRule skipwhite')
call s:match('archChange', s:start . 'use\%(\s\+' . s:name . '\)\@=', 'nextgroup=archPattern skipwhite')
call s:match('archImport', s:start . 'import\%(\s*"\)\@=', '')
call s:match('archDeclared', s:path, 'contained')
call s:match('archRule', s:path, 'contained')
call s:match('archPattern', s:path, 'contained nextgroup=archDeclared skipwhite')

" A property: its name, then what belongs to its value, up to a separator or the end of the line.
call s:match('archFreeProperty', s:start . s:name . '\s*[:=]\@=', 'contains=archProperty nextgroup=archValue skipwhite')
syntax region archValue contained start=+[:=]+ end=+[,;{}]\@=+ end=+\%(//\)\@=+ end=+$+
      \ contains=archColon,archBlockComment,archList,archGroup,archComparison,archArrow,archString,
      \archText,archNumber,archDate,archVersion,archTag,archBoolean,archConstant,archWord,archLogical,archMetric,archWrong
syntax match archColon contained +[:=]+
syntax region archList matchgroup=archBracket start=+\[+ end=+\]+ end=+}\@=+ extend
      \ contains=archComment,archBlockComment,archList,archGroup,archComparison,archString,archText,archNumber,archDate,
      \archVersion,archTag,archBoolean,archConstant,archWord,archLogical,archWrong
syntax region archGroup contained matchgroup=archBracket start=+(+ end=+)+ end=+}\@=+ extend
      \ contains=archComment,archBlockComment,archList,archGroup,archComparison,archString,archText,archNumber,archDate,
      \archVersion,archTag,archBoolean,archConstant,archWord,archLogical

call s:match('archMetric', '\.\@1<=' . s:any(s:metrics) . s:end, 'contained')

syntax match archComparison contained +[<>]=\=\|[=!]=+
syntax match archArrow @->+\=\|<->\|[~=]>\|<[-~]@
syntax match archSeparator +[,;]+
syntax match archBrace +[{}]+
call s:match('archTag', '#' . s:name, '')

" A number is all that follows its digits; what is no unit behind them is wrong.
let s:tail = '[[:alnum:]_%/µ]*'
let s:number = '\d' . s:tail . '\%(\.\d' . s:tail . '\)\='
call s:match('archNumber', '\%([[:alnum:]_.]\)\@1<!-\=[$€£]\=' . s:number . '\%(\.\.-\=[$€£]\=' . s:number . '\)\=',
      \ 'contains=archWrong')
call s:match('archWrong', '\%#=1\d\@1<=\%(' . s:unit . '\%([[:alnum:]_%/µ]\)\@!\)\@![[:alpha:]%/µ]' . s:tail, 'contained')
call s:match('archVersion', '\%([vV0-9]\)\@=' . s:before . '\%(v\d\+\.[[:alnum:]_.-]*[[:alnum:]_]\|\d\+\.[xX]\%([.-]\=\w\)*\|'
      \ . '\d\+\.\d\+[.-]\w\%([.-]\=\w\)*\|\d\+-\a\%([.-]\=\w\)*\)', 'contained')
call s:match('archDate', '\d\@=' . s:before . '\d\{4}-\d\d-\d\d' . s:end, 'contained')

syntax match archEscape contained +\\\%([nt"\\]\|u{\x\{1,8}}\)+
syntax region archString start=+"+ end=+"+ end=+$+ oneline contains=archEscape
syntax region archText start=+"""+ end=+"""+ extend keepend contains=archEscape

" With and without a hyphen, which belongs to a word here.
syntax match archTodo contained '\C\<\%(TO-\=DO\|FIX-\=ME\|NOTE\|XXX\)\>'
syntax match archComment +//.*$+ contains=archTodo,@Spell
syntax match archDoc +///.*$+ contains=archTodo,@Spell
syntax region archBlockComment start=+/\*+ end=+\*/+ contains=archBlockComment,archTodo,@Spell extend
syntax region archBlock start=+{+ end=+}+ transparent fold matchgroup=archBrace

syntax sync minlines=200

highlight default link archKind Type
highlight default link archDeclared Function
highlight default link archPattern Identifier
highlight default link archRule Identifier
highlight default link archChange Statement
highlight default link archImport Include
highlight default link archProperty Identifier
highlight default link archFreeProperty Identifier
highlight default link archColon Delimiter
highlight default link archSeparator Delimiter
highlight default link archBrace Delimiter
highlight default link archBracket Delimiter
highlight default link archArrow Operator
highlight default link archComparison Operator
highlight default link archLogical Operator
highlight default link archWord Keyword
highlight default link archConstant Constant
highlight default link archMetric Special
highlight default link archBoolean Boolean
highlight default link archNumber Number
highlight default link archDate Number
highlight default link archVersion Number
highlight default link archWrong Error
highlight default link archTag PreProc
highlight default link archString String
highlight default link archText String
highlight default link archEscape SpecialChar
highlight default link archComment Comment
highlight default link archBlockComment Comment
highlight default link archDoc SpecialComment
highlight default link archTodo Todo

let b:current_syntax = 'arch'
let &cpo = s:cpo
unlet s:cpo

/// What people of the field write for a word of the language.
enum WordSynonyms {
  static let all: [String: [String]] = [
    "yes": ["true"], "on": ["true"], "enabled": ["true"], "y": ["true"], "no": ["false"], "off": ["false"],
    "disabled": ["false"], "n": ["false"], "never": ["none"], "null": ["none"], "nil": ["none"],
    "estimated": ["assumed"], "estimate": ["assumed"], "guess": ["assumed"], "guessed": ["assumed"],
    "approx": ["assumed"], "observed": ["measured"], "actual": ["measured"], "goal": ["target"], "slo": ["target"],
    "contract": ["sla"], "guaranteed": ["sla"], "overall": ["total"], "relational": ["sql"], "rdbms": ["sql"],
    "postgres": ["sql"], "nosql": ["document"], "columnar": ["wide-column"], "synchronous": ["sync"],
    "asynchronous": ["async"], "auto": ["automatic"], "rw": ["read-write"], "readwrite": ["read-write"],
    "readonly": ["read"], "ro": ["read"], "w": ["write"], "oauth": ["oauth2"], "token": ["jwt"], "apikey": ["api-key"],
    "openid": ["oidc"], "ws": ["websocket"], "rabbitmq": ["amqp"], "postgresql": ["sql"], "ssl": ["tls"],
    "agreed": ["accepted"], "approved": ["accepted"], "open": ["proposed"], "draft": ["proposed"],
    "required": ["must"], "optional": ["could"], "won't": ["wont"], "nonfunctional": ["non-functional"],
    "internal": ["private"], "internet": ["public"], "docker": ["container"], "k8s": ["container"],
    "kubernetes": ["container"], "lambda": ["serverless"], "backoff": ["exponential"], "horizontal": ["right"],
    "lr": ["right"], "vertical": ["down"], "tb": ["down"], "td": ["down"],
  ]
}

;;; arch-mode.el --- Architectures of software systems (.arch)  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages, tools
;; License: Apache-2.0

;;; Commentary:

;; Colours, indentation, imenu and `compile' for .arch files, and `archc lsp' for eglot.
;; The lists of words are derived from the compiler's schema: `UPDATE_GOLDEN=1 swift test' rewrites them.

;;; Code:

(require 'compile)

(defgroup arch nil
  "Architectures of software systems."
  :group 'languages)

(defcustom arch-indent-offset 2
  "How far a block is indented."
  :type 'integer
  :safe #'integerp)

(defcustom arch-program "archc"
  "The compiler of .arch files."
  :type 'string)

(defconst arch--kinds
  '(
    ;; derived: kinds
    "actor" "allow" "alternative" "asset" "cache" "capacity" "cdn" "client" "cluster" "constraints"
    "database" "decision" "defaults" "dns" "domain" "endpoint" "environment" "event" "extend" "external"
    "failure" "flow" "function" "gateway" "group" "identity" "job" "load-balancer" "loop" "mesh" "metadata"
    "migration" "module" "monitor" "never" "next" "objective" "option" "optional" "parallel" "pattern"
    "phase" "pipeline" "queue" "region" "registry" "remove" "repository" "require" "requirement" "rule"
    "scenario" "secrets" "security" "service" "storage" "stream" "system" "tech" "topic" "tradeoff" "use"
    "view" "waf" "worker" "zone"
    ;; derived: end
    ))

(defconst arch--properties
  '(
    ;; derived: properties
    "accepts" "access" "adds" "affects" "after" "alert" "audit" "auth" "authentication" "authorization"
    "autoscale" "availability" "backup" "benefits" "breaks" "budget" "bulkhead" "calls" "cap" "capacity"
    "changes" "chosen" "circuit-breaker" "class" "collapse" "common-cause" "completion" "concurrency"
    "cons" "consistency" "consistent" "context" "copies" "cost" "credentials" "criticality" "data" "date"
    "dead-letter" "deadline" "deciders" "decision" "degrades" "delivery" "deprecated" "depth" "derived"
    "description" "detection" "direction" "discovery" "done" "due" "durable" "duration" "encrypted"
    "encryption" "eviction" "evidence" "exclude" "exit" "expertise" "failover" "fails" "fallback" "flow"
    "focus" "growth" "health-check" "help" "hit-rate" "holds" "horizons" "icon" "idempotency-key"
    "idempotent" "impact" "include" "input-validation" "invalidation" "jitter" "lag" "language" "layer"
    "layers" "likelihood" "link" "load" "load-balancing" "location" "logs" "max-connections" "max-depth"
    "max-duration" "max-message" "may-hold" "metrics" "mitigation" "mttr" "multi-tenant" "needs" "negative"
    "of" "on" "on-miss" "optional" "options" "ordered" "ordering" "owner" "p50" "p90" "p95" "p99" "p999"
    "paginated" "parallel" "partitions" "payload" "pool" "positive" "priority" "pros" "protocol" "provider"
    "public" "purpose" "quorum" "rank" "rate" "rate-limit" "rate-limiting" "rationale" "read"
    "read-replicas" "receives" "redelivery" "removes" "replicas" "replication" "require" "restore"
    "retention" "retry" "reversible" "rollback" "routing" "rpo" "rto" "runtime" "satisfied-by" "scale-up"
    "schedule" "schema" "secrets" "security" "segmented" "sends" "severity" "shard-key" "shards" "share"
    "size" "source" "stateful" "status" "style" "supersedes" "survives" "tags" "team" "tech" "threshold"
    "timeline" "timeout" "title" "tls" "to" "traces" "trade-off" "trust" "ttl" "type" "unbounded-result"
    "until" "usage" "users" "validates" "verify" "version" "via" "visibility" "vpn" "waf" "was" "watches"
    "when-to-use" "why" "write-capacity"
    ;; derived: end
    ))

(defconst arch--values
  '(
    ;; derived: values
    "AP" "CA" "CP" "abac" "accepted" "access-policies" "acl" "alerting" "amqp" "analytics" "any" "api-key"
    "api-management" "approved" "archive" "artifact-hosting" "async" "at-least-once" "at-most-once"
    "at-rest" "audit-trail" "authentication" "automatic" "avro" "aws" "azure" "basic" "batch-processing"
    "binary" "biometric" "block" "block-storage" "build-and-test" "business" "catalog" "causal" "cdc"
    "change-feed" "cloudflare" "concurrency" "confidential" "configuration" "connections" "container"
    "coordination" "could" "cpu" "cql" "credentials" "critical" "csv" "customer-accounts" "dashboards"
    "data-lake" "data-science" "ddos-protection" "delayed-delivery" "deployment" "deprecated" "desktop-ui"
    "development" "device-messaging" "dmz" "dns" "document" "documents" "down" "draft" "edge-compute"
    "email" "embedded" "encryption-keys" "end-to-end" "end-user" "error" "error-tracking" "event-driven"
    "event-log" "event-sourcing" "events" "eventual" "exactly-once" "explicit" "exponential"
    "feature-flags" "fifo" "file" "files" "financial" "fly" "form" "ftp" "full-text-search" "functional"
    "gcp" "general-purpose" "geospatial" "global" "global-distribution" "graph" "graphql" "grpc" "health"
    "heroku" "high" "high-concurrency" "high-throughput" "high-write-throughput" "horizontal-scaling"
    "html" "http" "http2" "http3" "https" "iam" "image" "imap" "in-process" "info" "infrastructure-as-code"
    "internal" "inventory" "ipc" "jdbc" "jms" "json" "jwt" "kafka" "kerberos" "key" "key-value" "lag"
    "lake" "large-objects" "ldap" "lfu" "lightweight" "linear" "linearizable" "load-balancing" "location"
    "logs" "long-running" "low" "low-latency" "low-latency-cache" "low-latency-messaging" "low-operations"
    "lru" "manual" "medium" "memcached" "memory" "metrics" "mfa" "microservices" "mobile-ui" "modbus"
    "model-inference" "modular-monolith" "mongodb" "monolith" "mqtt" "mtls" "must" "mutual-tls"
    "name-resolution" "namespace" "nats" "netlify" "network" "nfs" "non-functional" "notifications"
    "oauth2" "objects" "odbc" "off" "offline-sync" "oidc" "on-premises" "opc-ua" "operations"
    "orchestration" "ordering" "orders" "outbox" "partition" "passkey" "password" "payments" "pdf"
    "physical" "pii" "planned" "primary" "private" "production" "proposed" "protobuf" "pub-sub" "public"
    "queue-depth" "quic" "random" "rapid-development" "rate-limiting" "rbac" "read" "read-write" "redis"
    "rejected" "relational" "replay" "replica" "request-filtering" "request-reply" "requests" "rest"
    "restricted" "retired" "review" "right" "rotated" "routing" "rpc" "rtmp" "runtime" "s3" "saga" "saml"
    "scale-to-zero" "schedule" "scheduling" "scopes" "search" "secret-storage" "secrets" "semi-sync"
    "serializable" "serialized" "server-rendering" "serverless" "service-discovery" "session" "sftp"
    "shared-files" "should" "signature" "single-sign-on" "smb" "smtp" "soap" "social" "source-hosting"
    "sql" "sse" "ssh" "ssh-key" "static" "static-content" "stomp" "stream-processing" "strong"
    "strong-consistency" "superseded" "sync" "systems-programming" "tcp" "technical-user" "telemetry"
    "text" "thrift" "time-series" "tls" "tls-termination" "traces" "traffic-splitting" "transactions" "ttl"
    "tunable" "udp" "vault" "vector" "vector-search" "vercel" "vm" "warehouse" "warning" "web-ui" "webhook"
    "webrtc" "websocket" "websockets" "wide-column" "wont" "work-queue" "workflows" "workload-identity"
    "write" "write-behind" "write-through" "xml" "yaml"
    ;; derived: end
    ))

(defconst arch--words
  '(
    ;; derived: words
    "across" "assumed" "at" "boundary" "burst" "call" "component" "every" "fails" "fixed" "half-open" "has"
    "in" "inclusive" "jitter" "keep" "lacks" "measured" "message" "no" "none" "now" "of" "open" "over"
    "passes" "path" "peak" "per" "relation" "sla" "store" "target" "to" "total" "unbounded" "under"
    "unlimited" "when" "with"
    ;; derived: end
    ))

(defconst arch--units
  '(
    ;; derived: units
    "%" "B" "GB" "GiB" "KB" "KiB" "MB" "MiB" "PB" "PiB" "TB" "TiB" "d" "h" "min" "mo" "ms" "ns" "s" "us"
    "w" "y"
    ;; derived: end
    ))

(defconst arch--periods
  '(
    ;; derived: periods
    "d" "day" "h" "hour" "min" "mo" "month" "s" "w" "week" "y" "year"
    ;; derived: end
    ))

(defconst arch--name "[[:alpha:]_]\\(?:[[:alnum:]_]\\|-[[:alnum:]_]\\)*")
(defconst arch--path (concat arch--name "\\(?:\\." arch--name "\\)*"))
(defconst arch--start "\\(?:^\\|[{};,]\\|\\*/\\)[ \t]*")

(defconst arch--unit
  (concat "\\(?:[kMGT]?" (regexp-opt arch--units) "\\|[kMGT]\\)?"
          "\\(?:/\\(?:1[kMGT]?\\|" (regexp-opt (append arch--units arch--periods)) "\\)\\)*"))

(defun arch--in-value-p (position)
  "Whether POSITION lies behind the colon of a property or in a list."
  (save-excursion
    (goto-char position)
    (or (eq (char-after (nth 1 (syntax-ppss))) ?\[)
        (progn
          (goto-char position)
          (and (re-search-backward "[:{};,]\\|->\\|^" (line-beginning-position) t)
               (eq (char-after) ?:))))))

(defun arch--search (regexp group limit)
  "Search up to LIMIT for REGEXP; what follows GROUP may begin another match."
  (when (re-search-forward regexp limit t)
    (goto-char (match-end group))))

(defun arch--match-value (words limit)
  "Search up to LIMIT for one of WORDS, a regexp, that stands in a value."
  (let (found)
    (while (and (not found) (re-search-forward words limit t))
      (let ((start (match-beginning 0)))
        (when (save-match-data
                (and (not (memq (char-before start) '(?. ?-)))
                     (not (memq (char-after) '(?. ?-)))
                     (arch--in-value-p start)))
          (setq found t))))
    found))

(defconst arch--value-regexp (regexp-opt (append arch--values nil) 'symbols))
(defconst arch--word-regexp (regexp-opt (append arch--words '("and" "or" "not")) 'symbols))

(defconst arch-font-lock-keywords
  `((,(concat arch--start "\\(import\\)[ \t]*\"") 1 font-lock-keyword-face)
    (,(concat arch--start "\\(use\\)[ \t]+\\(" arch--path "\\)\\(?:[ \t]+\\(" arch--name "\\)\\)?")
     (1 font-lock-keyword-face) (2 font-lock-function-name-face) (3 font-lock-type-face nil t))
    (,(concat arch--start "\\(extend\\|remove\\|allow\\|rule\\|never\\|require\\)[ \t]+\\(" arch--path "\\)")
     (1 font-lock-keyword-face) (2 font-lock-function-name-face))
    (,(let ((named (concat arch--start "\\(" (regexp-opt arch--kinds) "\\)[ \t]+\\(" arch--path
                           "\\)[ \t]*\\(?:[\"{#,;}\n]\\|//\\|$\\)")))
        (lambda (limit) (arch--search named 2 limit)))
     (1 font-lock-keyword-face) (2 font-lock-type-face))
    (,(concat arch--start "\\(" (regexp-opt arch--kinds) "\\)[ \t]*\\(?:[\"{#]\\| [0-9]\\)") 1 font-lock-keyword-face)
    (,(concat arch--start "\\(" arch--name "\\)[ \t]*:") 1 font-lock-variable-name-face)
    (,(let ((flag (concat arch--start "\\(" (regexp-opt arch--properties) "\\)[ \t]*\\(?:[,;}]\\|$\\|//\\)")))
        (lambda (limit) (arch--search flag 1 limit)))
     1 font-lock-variable-name-face)
    ("\\_<[0-9]\\{4\\}-[0-9][0-9]-[0-9][0-9]\\_>" 0 font-lock-constant-face)
    ("\\_<v?[0-9]+\\.[0-9]+[.-][[:alnum:].-]*[[:alnum:]]\\_>" 0 font-lock-constant-face)
    (,(concat "#" arch--name) 0 font-lock-preprocessor-face)
    (,(concat "\\(?:^\\|[^[:alnum:]_.-]\\)\\(-?[$€£]?[0-9][0-9_]*\\(?:\\.[0-9]+\\)?" arch--unit
              "\\(?:\\.\\.[$€£]?[0-9][0-9_]*\\(?:\\.[0-9]+\\)?" arch--unit "\\)?\\)\\_>")
     1 font-lock-constant-face)
    ("->\\+?\\|<->\\|[~=]>\\|<[-~]\\|[<>]=?\\|[=!]=" 0 font-lock-builtin-face)
    ((lambda (limit) (arch--match-value arch--word-regexp limit)) 0 font-lock-keyword-face)
    ((lambda (limit) (arch--match-value arch--value-regexp limit)) 0 font-lock-constant-face)
    ((lambda (limit) (arch--match-value "\\_<\\(?:true\\|false\\)\\_>" limit)) 0 font-lock-constant-face))
  "What has which colour in `arch-mode'.")

(defvar arch-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?/ ". 124b" table)
    (modify-syntax-entry ?* ". 23n" table)
    (modify-syntax-entry ?\n "> b" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?- "_" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?# "'" table)
    (modify-syntax-entry ?$ "'" table)
    (modify-syntax-entry ?% "_" table)
    (dolist (character '(?< ?> ?~ ?= ?:))
      (modify-syntax-entry character "." table))
    table)
  "Comments nest, and a name may hold a hyphen.")

(defconst arch--syntax-propertize
  (syntax-propertize-rules
   ;; The first of three quotes opens a text, the last of three closes it.
   ("\"\"\""
    (0 (ignore (arch--propertize-text))))
   ;; An arrow's hyphen belongs to no name.
   ("\\(-\\)>\\|<\\(-\\)" (1 ".") (2 "."))))

(defun arch--propertize-text ()
  "Mark the three quotes that were just matched as a delimiter."
  (let* ((start (match-beginning 0))
         (end (match-end 0))
         (state (save-excursion (syntax-ppss start))))
    (cond
     ((nth 4 state))
     ((eq (nth 3 state) t) (put-text-property (1- end) end 'syntax-table (string-to-syntax "|")))
     ((nth 3 state))
     (t (put-text-property start (1+ start) 'syntax-table (string-to-syntax "|"))
        ;; The other two are text.
        (put-text-property (1+ start) end 'syntax-table (string-to-syntax "."))))))

(defun arch-indent-line ()
  "Indent the line by the brackets it stands in."
  (interactive)
  (let* ((state (save-excursion (syntax-ppss (line-beginning-position))))
         (column (current-column))
         (old (current-indentation)))
    (if (or (nth 3 state) (nth 4 state))
        ;; The lines of a text and of a comment stay where they are; a new one begins like the one above.
        (when (and (= old 0) (looking-at-p "[ \t]*$") (looking-back "^[ \t]*" (line-beginning-position)))
          (indent-line-to (save-excursion (forward-line -1) (current-indentation))))
      (let ((level (save-excursion
                     (back-to-indentation)
                     (let ((open (nth 1 state))
                           (closes (looking-at "[]})]")))
                       (cond
                        ((null open) 0)
                        (t (goto-char open)
                           (+ (current-indentation) (if closes 0 arch-indent-offset))))))))
        (indent-line-to level)
        (when (> column old)
          (move-to-column (+ level (- column old))))))))

(defvar arch-imenu-generic-expression
  (mapcar
   (lambda (kind)
     (list (capitalize kind) (concat arch--start kind "[ \t]+\\(" arch--path "\\)[ \t]*\\(?:[\"{#,;}]\\|$\\)") 1))
   arch--kinds)
  "What `imenu' lists, by kind.")

(defun arch-check ()
  "Check this file with `compile'."
  (interactive)
  (compile (format "%s check --all --color never %s"
                   (shell-quote-argument arch-program) (shell-quote-argument (buffer-file-name)))))

(defun arch-format-buffer ()
  "Lay the buffer out as `archc fmt' does."
  (interactive)
  (let ((output (generate-new-buffer " *archc fmt*"))
        (source (current-buffer)))
    (unwind-protect
        (if (zerop (call-process-region nil nil arch-program nil (list output nil) nil "fmt" "-"))
            (with-current-buffer source (replace-buffer-contents output))
          (user-error "Run `arch-check': what has syntax errors is not laid out"))
      (kill-buffer output))))

(defun arch--preview-line (line)
  "Open what LINE of `archc serve' names: the part that was clicked in the page."
  (let* ((message (ignore-errors (json-parse-string line :object-type 'alist)))
         (place (alist-get 'open message)))
    (when place
      (with-current-buffer (find-file-other-window (alist-get 'path place))
        (goto-char (point-min))
        (forward-line (1- (alist-get 'line place)))))))

(defun arch-preview ()
  "Open the live page of this file; a click there opens its line here."
  (interactive)
  (let ((process (make-process
                  :name "archc serve" :buffer nil :noquery t :connection-type 'pipe
                  :command (list arch-program "serve" "--json" "--until-eof" "--open" (buffer-file-name))))
        (rest ""))
    (set-process-filter
     process
     (lambda (_ output)
       (let ((lines (split-string (concat rest output) "\n")))
         (setq rest (car (last lines)))
         (mapc #'arch--preview-line (butlast lines)))))
    process))

(defvar arch-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "C-c C-c") #'arch-check)
    (define-key map (kbd "C-c C-f") #'arch-format-buffer)
    (define-key map (kbd "C-c C-v") #'arch-preview)
    map)
  "Keys of `arch-mode'.")

;;;###autoload
(define-derived-mode arch-mode prog-mode "Arch"
  "Major mode for architectures of software systems."
  (setq-local font-lock-defaults '(arch-font-lock-keywords))
  (setq-local syntax-propertize-function arch--syntax-propertize)
  (setq-local parse-sexp-lookup-properties t)
  (setq-local comment-start "// ")
  (setq-local comment-end "")
  (setq-local comment-start-skip "\\(?://+\\|/\\*+\\)[ \t]*")
  (setq-local indent-line-function #'arch-indent-line)
  (setq-local indent-tabs-mode nil)
  (setq-local imenu-generic-expression arch-imenu-generic-expression)
  (setq-local electric-indent-chars (append "{}[]\n" electric-indent-chars)))

;; `  --> shop.arch:3:5' below `error[ARC021]: …'.
(add-to-list 'compilation-error-regexp-alist-alist
             '(archc "^\\(?:error\\|\\(warning\\)\\|\\(info\\)\\)\\[.*\n *--> \\(.+?\\):\\([0-9]+\\):\\([0-9]+\\)$"
                     3 4 5 (1 . 2)))
(add-to-list 'compilation-error-regexp-alist 'archc)

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.arch\\'" . arch-mode))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs (list 'arch-mode arch-program "lsp")))

(defvar markdown-code-lang-modes)
(with-eval-after-load 'markdown-mode
  (add-to-list 'markdown-code-lang-modes '("arch" . arch-mode)))

(provide 'arch-mode)
;;; arch-mode.el ends here

;;; emacs.el --- arch-mode and eglot with the real server  -*- lexical-binding: t; -*-

;; Opens a file, completes, hovers, renames across files, formats, and takes a code action, as a person does.
;; Usage: ARCHC=… REPO=… emacs --batch -l emacs.el

(require 'package)
(package-initialize)
(add-to-list 'load-path (expand-file-name "editors/emacs" (getenv "REPO")))
(require 'eglot)
(require 'imenu)
(require 'xref)
(setq arch-program (getenv "ARCHC"))
(require 'arch-mode)
(setq eglot-sync-connect 30
      eglot-confirm-server-initiated-edits nil
      eglot-send-changes-idle-time 0.01
      make-backup-files nil
      vc-handled-backends nil)

(defvar test-passed 0)
(defvar test-failed 0)

;; Emacs 27 has none.
(unless (fboundp 'always) (defun always (&rest _) "Yes." t))

(defmacro test-check (name &rest body)
  "Run BODY and count whether it ends without an error, under NAME."
  (declare (indent 1))
  `(condition-case problem
       (progn ,@body (setq test-passed (1+ test-passed)))
     (error (setq test-failed (1+ test-failed))
            (princ (format "Emacs, %s: %S\n" ,name problem)))))

(defun test-expect (condition what)
  "Fail with WHAT unless CONDITION."
  (unless condition (error "%s" what)))

(defun test-wait (what condition)
  "Wait until CONDITION gives a value; fail with WHAT after 30 seconds."
  (let ((end (+ (float-time) 30)) value)
    (while (and (not (setq value (funcall condition))) (< (float-time) end))
      (accept-process-output nil 0.02))
    (or value (error "%s: not in time" what))))

(defun test-go (text &optional by)
  "Go to the first TEXT, and BY characters further."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (+ (match-beginning 0) (or by 0))))

(defvar test-folder (file-truename (make-temp-file "arch" t)))

(defun test-write (name text)
  "Write TEXT to the file NAME."
  (let ((coding-system-for-write 'utf-8))
    (with-temp-file (expand-file-name name test-folder) (insert text))))

(test-write "shop.arch" "import \"stores.arch\"
/// Takes orders. 😀
service Orders {
  tech: Swift
  -> OrdersDB \"😀 read\" { timeout: 500ms }
}
client Web { load: 300/s }
Web -> Orders { protocol: https }
service   Late{ replica: 2 }
")
(test-write "stores.arch" "database OrdersDB \"Orders\" {\n  backup: every 1h keep 30d\n}\n")

;; The project of eglot is the folder.
(setq project-find-functions (list (lambda (_) (cons 'transient test-folder))))

(find-file (expand-file-name "shop.arch" test-folder))

(test-check "the mode"
  (test-expect (eq major-mode 'arch-mode) major-mode)
  (font-lock-ensure)
  (test-go "service Orders")
  (test-expect (eq (get-text-property (point) 'face) 'font-lock-keyword-face) (get-text-property (point) 'face))
  (test-go "tech:")
  (test-expect (eq (get-text-property (point) 'face) 'font-lock-variable-name-face) (get-text-property (point) 'face))
  (test-go "500ms")
  (test-expect (eq (get-text-property (point) 'face) 'font-lock-constant-face) (get-text-property (point) 'face))
  (test-go "Takes")
  (test-expect (eq (get-text-property (point) 'face) 'font-lock-comment-face) (get-text-property (point) 'face)))

(test-check "indentation keeps the samples"
  (dolist (file (cons (expand-file-name "Tests/Editors/layout.arch" (getenv "REPO"))
                      (file-expand-wildcards (expand-file-name "samples/*/*.arch" (getenv "REPO")))))
    (unless (string-match-p "/bad/" file)
      (with-temp-buffer
        (insert-file-contents file)
        (let ((before (buffer-string)))
          (arch-mode)
          (let ((inhibit-message t)) (indent-region (point-min) (point-max)))
          (font-lock-ensure)
          (test-expect (equal before (buffer-string)) file))))))

(test-check "colours are what the compiler reads"
  (let ((count 0))
    (dolist (line (with-temp-buffer
                    (insert-file-contents
                     (expand-file-name "grammar/tree-sitter-arch/test/outlines.txt" (getenv "REPO")))
                    (cdr (split-string (buffer-string) "\n" t))))
      (let ((file (substring line 0 (string-match ": " line)))
            (outline (substring line (match-end 0))))
        (unless (or (equal outline "broken") (string-match-p "/bad/" file))
          (with-temp-buffer
            (let ((coding-system-for-read 'utf-8-unix))
              (insert-file-contents (expand-file-name file (getenv "REPO"))))
            (arch-mode)
            (font-lock-ensure)
            (dolist (statement (split-string outline))
              (let* ((place (byte-to-position (1+ (string-to-number (substring statement 1)))))
                     (face (get-text-property place 'face))
                     (expected (pcase (aref statement 0)
                                 (?d '(font-lock-keyword-face font-lock-preprocessor-face))
                                 (?p '(font-lock-variable-name-face)))))
                (when expected
                  (setq count (1+ count))
                  (test-expect (memq face expected)
                               (format "%s, byte %s: %s" file (substring statement 1) face)))))))))
    (test-expect (> count 1000) count)))

(test-check "imenu"
  (let ((index (imenu--make-index-alist t)))
    (test-expect (assoc "Orders" (cdr (assoc "Service" index))) index)))

(eglot-ensure)
(run-hooks 'post-command-hook)
(test-wait "a server" (lambda () (eglot-current-server)))

(defun test-errors ()
  "The findings that flymake shows."
  (seq-filter (lambda (one) (eq (flymake-diagnostic-type one) 'eglot-error)) (flymake-diagnostics)))

(test-check "diagnostics"
  (test-wait "a finding" (lambda () (flymake-start) (test-errors)))
  (let ((one (car (test-errors))))
    (test-go "replica: 2")
    (test-expect (= (flymake-diagnostic-beg one) (point)) (flymake-diagnostic-text one))))

(test-check "code action"
  (test-go "replica: 2" 2)
  (let* ((actions (seq-filter (lambda (one) (string-match-p "replicas" (plist-get one :title)))
                              (eglot-code-actions (point) (1+ (point)))))
         (action (or (car actions) (error "No fix")))
         (action (if (plist-get action :edit) action
                   (jsonrpc-request (eglot-current-server) :codeAction/resolve action))))
    (eglot--apply-workspace-edit (plist-get action :edit)))
  (test-expect (string-match-p "replicas: 2" (buffer-string)) "the fix is not made")
  ;; Without a person there is no idle time in which eglot sends what has changed.
  (eglot--signal-textDocument/didChange)
  (test-wait "no error" (lambda () (flymake-start) (null (test-errors)))))

(test-check "completion"
  (test-go "  tech: Swift")
  (insert "  rate-l\n")
  (backward-char)
  (eglot--signal-textDocument/didChange)
  (let* ((found (eglot-completion-at-point))
         (all (all-completions "rate-l" (nth 2 found))))
    (test-expect (seq-some (lambda (one) (string-prefix-p "rate-limit" one)) all) all))
  (delete-region (line-beginning-position) (1+ (line-end-position)))
  (eglot--signal-textDocument/didChange))

(test-check "hover"
  (test-go "service Orders" 9)
  (let* ((answer (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams)))
         (text (eglot--hover-info (plist-get answer :contents) (plist-get answer :range))))
    (test-expect (string-match-p "Takes orders" text) text)))

(test-check "definition and references"
  (test-go "-> OrdersDB" 4)
  (let ((target (car (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot)))))
    (test-expect (string-suffix-p "stores.arch" (xref-location-group (xref-item-location target))) target))
  (test-expect (= 2 (length (xref-backend-references 'eglot (xref-backend-identifier-at-point 'eglot)))) "references"))

(test-check "rename across files"
  (test-go "-> OrdersDB" 4)
  ;; Eglot asks before it changes other files.
  (cl-letf (((symbol-function 'y-or-n-p) #'always))
    (eglot-rename "Ledger"))
  (test-expect (string-match-p "-> Ledger" (buffer-string)) (buffer-string))
  (with-current-buffer (find-file-noselect (expand-file-name "stores.arch" test-folder))
    (test-expect (string-prefix-p "database Ledger" (buffer-string)) (buffer-string))
    (let ((inhibit-message t)) (save-buffer))))

(test-check "formatting"
  (eglot-format-buffer)
  (test-expect (string-match-p "^service Late { replicas: 2 }$" (buffer-string)) (buffer-string)))

(test-check "archc fmt"
  (goto-char (point-max))
  (insert "service   Two{}\n")
  (arch-format-buffer)
  (test-expect (string-match-p "^service Two" (buffer-string)) (buffer-string)))

(test-check "compile finds places"
  (test-write "bad.arch" "service A { replica: 3 }\n")
  (let ((text (with-temp-buffer
                (let ((default-directory test-folder))
                  (call-process arch-program nil t nil "check" "--color" "never" "bad.arch"))
                (buffer-string)))
        (entry (assq 'archc compilation-error-regexp-alist-alist)))
    (test-expect (string-match (nth 1 entry) text) text)
    (test-expect (equal (list (match-string (nth 2 entry) text) (match-string (nth 3 entry) text)
                              (match-string (nth 4 entry) text))
                        '("bad.arch" "1" "13"))
                 text)))

(test-check "the preview opens, and a click there opens a line here"
  (let ((opener (expand-file-name "bin/xdg-open" test-folder))
        (opened (expand-file-name "opened" test-folder)))
    (make-directory (file-name-directory opener))
    (test-write "bin/xdg-open" (format "#!/bin/sh\necho \"$1\" > %s\n" opened))
    (set-file-modes opener #o755)
    (setenv "PATH" (concat (file-name-directory opener) ":" (getenv "PATH")))
    (save-buffer)
    (goto-char (point-min))
    (let ((process (arch-preview))
          (url ""))
      (test-wait "a page" (lambda ()
                            (when (file-readable-p opened)
                              (setq url (string-trim (with-temp-buffer (insert-file-contents opened) (buffer-string))))
                              (string-match-p "key=" url))))
      (test-expect
       (zerop (call-process "python3" nil nil nil "-c"
                            "import sys, urllib.request as r; r.urlopen(r.Request(sys.argv[1], method='POST'))"
                            (replace-regexp-in-string "/\\?" "/api/open?file=0&line=3&" url)))
       "the page does not answer")
      (test-wait "the line" (lambda () (= 3 (line-number-at-pos))))
      (delete-process process))))

(test-check "the server ends"
  (let ((inhibit-message t)) (eglot-shutdown (eglot-current-server))))

(delete-directory test-folder t)
(princ (format "Emacs: %d checks, %d problems\n" test-passed test-failed))
(kill-emacs (if (zerop test-failed) 0 1))
;;; emacs.el ends here

((doc_comment) @content
  (#set! language "markdown"))

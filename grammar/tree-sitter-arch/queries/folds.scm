(block) @fold
(list) @fold
(text) @fold
(block_comment) @fold

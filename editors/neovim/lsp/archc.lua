-- For Neovim 0.11 and later: `vim.lsp.enable('archc')` starts the server for .arch files.
-- Untested here: Debian's version is older. What the tests drive is lua/arch.lua.
return {
  cmd = { 'archc', 'lsp' },
  filetypes = { 'arch' },
  root_markers = { '.archc.yml', '.git' },
  settings = { archc = {} },
}

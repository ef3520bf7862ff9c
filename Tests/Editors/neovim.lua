-- Neovim as a person uses it, by the configuration in editors/neovim and with the real `archc lsp`: diagnostics,
-- completion, hover, definition, rename across files, code actions, formatting.
--
-- Usage: ARCHC=… REPO=… nvim --headless --clean -l, or for 0.7: nvim --headless --clean -S neovim.lua

local archc, repo = os.getenv('ARCHC'), os.getenv('REPO')
local passed, failed = 0, 0

local function say(text) io.stdout:write(text .. '\n') end

local function check(name, run)
  local ok, message = xpcall(run, debug.traceback)
  if ok then
    passed = passed + 1
  else
    failed = failed + 1
    say('Neovim, ' .. name .. ': ' .. tostring(message))
  end
end

local function wait(what, condition, milliseconds)
  if not vim.wait(milliseconds or 30000, condition, 20) then error(what .. ': not in time', 2) end
end

local function expect(condition, what)
  if not condition then error(what, 2) end
end

local folder = vim.fn.tempname()
vim.fn.mkdir(folder, 'p')
folder = vim.loop.fs_realpath(folder)
vim.fn.writefile({}, folder .. '/.archc.yml')
local shop = {
  'import "stores.arch"',
  '/// Takes orders. ❤😀',
  'service Orders {',
  '  tech: Swift',
  '  replicas: 3, capacity: 900/s, p99: 90ms, availability: 99.5%',
  '  -> OrdersDB "😀 read" { timeout: 500ms }',
  '}',
  'client Web { load: 300/s }',
  'Web -> Orders { protocol: https }',
  'service   Late{ replica: 2 }',
}
vim.fn.writefile(shop, folder .. '/shop.arch')
vim.fn.writefile({ 'database OrdersDB "Orders" {', '  backup: every 1h keep 30d', '}' }, folder .. '/stores.arch')

vim.opt.runtimepath:prepend(repo .. '/editors/vim')
vim.opt.runtimepath:prepend(repo .. '/editors/neovim')
vim.opt.swapfile = false
vim.opt.hidden = true
vim.cmd('filetype off')
vim.cmd('filetype plugin indent on')
vim.cmd('syntax on')
require('arch').setup({ cmd = { archc, 'lsp' } })

vim.cmd('edit ' .. folder .. '/shop.arch')
local buffer = vim.api.nvim_get_current_buf()

local function lines() return vim.api.nvim_buf_get_lines(buffer, 0, -1, false) end

--- The line and the byte where a text begins.
local function place(text, by)
  for number, line in ipairs(lines()) do
    local at = line:find(text, 1, true)
    if at then return number, at - 1 + (by or 0) end
  end
  error('there is no ' .. text, 2)
end

local function go(text, by)
  local line, column = place(text, by)
  vim.api.nvim_win_set_cursor(0, { line, column })
end

local function ask(method, params)
  local answers, problem = vim.lsp.buf_request_sync(buffer, method, params, 30000)
  expect(answers, problem or 'no answer')
  for _, answer in pairs(answers) do
    expect(not answer.error, answer.error and answer.error.message)
    return answer.result
  end
end

local function findings(severity)
  return vim.diagnostic.get(buffer, severity and { severity = severity } or nil)
end

local E = vim.diagnostic.severity.ERROR

check('the file has its type and a server', function()
  expect(vim.bo.filetype == 'arch', vim.bo.filetype)
  wait('a server', function() return #vim.lsp.buf_get_clients(buffer) == 1 or next(vim.lsp.buf_get_clients(buffer)) end)
  expect(vim.fn.synIDattr(vim.fn.synID(3, 1, 1), 'name') == 'archKind', 'no colours')
end)

check('diagnostics', function()
  wait('a finding', function() return #findings(E) > 0 end)
  local found = findings(E)[1]
  local line, column = place('replica: 2')
  expect(found.lnum == line - 1 and found.col == column, vim.inspect(found))
  expect(found.message:find('replica'), found.message)
end)

check('code action', function()
  go('replica: 2', 2)
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(buffer, vim.api.nvim_win_get_cursor(0)[1] - 1) }
  local chosen
  for _, action in ipairs(ask('textDocument/codeAction', params)) do
    if action.title:find('replicas') then chosen = action end
  end
  expect(chosen, 'no fix')
  if not chosen.edit then chosen = ask('codeAction/resolve', chosen) end
  vim.lsp.util.apply_workspace_edit(chosen.edit, 'utf-16')
  expect(table.concat(lines(), '\n'):find('replicas: 2', 1, true), 'the fix is not made')
  wait('no error', function() return #findings(E) == 0 end)
end)

check('completion', function()
  local at = place('  tech: Swift')
  vim.api.nvim_buf_set_lines(buffer, at, at, false, { '  rate-l' })
  vim.api.nvim_win_set_cursor(0, { at + 1, 8 })
  local params = vim.lsp.util.make_position_params()
  params.position.character = 8
  local result = ask('textDocument/completion', params)
  local items = vim.lsp.util.extract_completion_items(result)
  local has = false
  for _, item in ipairs(items) do has = has or item.label:find('^rate%-limit') ~= nil end
  expect(has, vim.inspect(items[1]))
  -- As a person completes: in insert mode by the omni function.
  vim.api.nvim_buf_set_lines(buffer, at, at + 1, false, {})
  wait('no error', function() return #findings(E) == 0 end)
  -- Behind a character of two UTF-16 units, too.
  go('"😀 read" {', #'"😀 read" { ')
  params = vim.lsp.util.make_position_params()
  has = false
  for _, item in ipairs(vim.lsp.util.extract_completion_items(ask('textDocument/completion', params))) do
    has = has or item.label:find('^timeout') ~= nil or item.label:find('^retry') ~= nil
  end
  expect(has, 'no properties of a relation')
end)

check('hover', function()
  go('service Orders', 9)
  local result = ask('textDocument/hover', vim.lsp.util.make_position_params())
  local text = table.concat(vim.lsp.util.convert_input_to_markdown_lines(result.contents), '\n')
  expect(text:find('Takes orders', 1, true), text)
end)

check('definition and references', function()
  go('-> OrdersDB', 4)
  local params = vim.lsp.util.make_position_params()
  local target = ask('textDocument/definition', params)
  target = target[1] or target
  expect((target.uri or target.targetUri):find('stores.arch$'), vim.inspect(target))
  params.context = { includeDeclaration = true }
  expect(#ask('textDocument/references', params) == 2, 'references')
end)

check('rename across files', function()
  go('-> OrdersDB', 4)
  vim.lsp.buf.rename('Ledger')
  wait('the new name here', function() return table.concat(lines(), '\n'):find('-> Ledger', 1, true) ~= nil end)
  local other = vim.fn.bufnr(folder .. '/stores.arch')
  wait('the new name there', function()
    other = vim.fn.bufnr(folder .. '/stores.arch')
    return other > 0 and vim.fn.bufloaded(other) == 1
      and vim.api.nvim_buf_get_lines(other, 0, 1, false)[1] == 'database Ledger "Orders" {'
  end)
  wait('no error', function() return #findings(E) == 0 end)
end)

check('formatting', function()
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ async = false, timeout_ms = 30000 })
  else
    vim.lsp.buf.formatting_sync(nil, 30000)
  end
  expect(table.concat(lines(), '\n'):find('service Late { replicas: 2 }', 1, true), table.concat(lines(), '\n'))
end)

check('what is typed stays what the server has', function()
  -- Random edits; then a finding at the right place shows that both texts are one.
  math.randomseed(7)
  for _ = 1, 200 do
    local line = math.random(2, #lines())
    local text = lines()[line]
    local at = math.random(0, #text)
    while at > 0 and at < #text and text:byte(at + 1) >= 128 and text:byte(at + 1) < 192 do at = at - 1 end
    vim.api.nvim_buf_set_text(buffer, line - 1, at, line - 1, at, { ({ 'x', '😀', ' ', '{', '', 'ä' })[math.random(6)], '' })
  end
  for _ = 1, 200 do vim.cmd('silent! undo') end
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, { 'import "stores.arch"', '// 😀', 'service A { replica: 3 }' })
  wait('one error', function()
    local found = findings(E)
    return #found == 1 and found[1].lnum == 2 and found[1].col == 12
  end)
end)

check('the preview opens, and a click there opens a line here', function()
  vim.fn.mkdir(folder .. '/bin')
  vim.fn.writefile({ '#!/bin/sh', 'echo "$1" > ' .. folder .. '/opened' }, folder .. '/bin/xdg-open')
  vim.fn.setfperm(folder .. '/bin/xdg-open', 'rwxr-xr-x')
  vim.env.PATH = folder .. '/bin:' .. vim.env.PATH
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.cmd('silent! write')
  vim.cmd('ArchPreview')
  wait('a page', function() return vim.fn.filereadable(folder .. '/opened') == 1 end)
  local url = vim.fn.readfile(folder .. '/opened')[1]
  expect(url:find('^http://127.0.0.1:%d+/%?key='), url)
  local post = url:gsub('/%?', '/api/open?file=0&line=3&')
  vim.fn.system({ 'python3', '-c', 'import sys, urllib.request as r; r.urlopen(r.Request(sys.argv[1], method="POST"))', post })
  expect(vim.v.shell_error == 0, 'the page does not answer')
  wait('the line', function() return vim.api.nvim_win_get_cursor(0)[1] == 3 end)
end)

check('Markdown fences have colours', function()
  vim.g.markdown_fenced_languages = { 'arch' }
  vim.fn.writefile({ '# Page', '', '```arch', 'service Orders { replicas: 3 }', '```' }, folder .. '/page.md')
  vim.cmd('edit! ' .. folder .. '/page.md')
  expect(vim.fn.synIDattr(vim.fn.synID(4, 1, 1), 'name') == 'archKind', vim.fn.synIDattr(vim.fn.synID(4, 1, 1), 'name'))
end)

check('the server ends', function()
  vim.lsp.stop_client(vim.lsp.get_active_clients())
  wait('the end', function() return #vim.lsp.get_active_clients() == 0 end)
end)

vim.fn.delete(folder, 'rf')
say(('Neovim: %d checks, %d problems'):format(passed, failed))
vim.cmd(failed == 0 and 'qall!' or 'cquit!')

-- The language server of archc in Neovim, by the functions that 0.7 has and later versions keep.

local M = {}

M.options = {
  -- The compiler, and how its server is started.
  cmd = { 'archc', 'lsp' },
  -- What the server reads; see docs/editor.md.
  settings = { archc = {} },
  -- Called with the client and the number of the buffer when a file is attached.
  on_attach = nil,
  -- Whether the usual keys are set in .arch buffers.
  keys = true,
}

local clients = {}
local previews = {}

-- The folder of the project: the nearest one with `.archc.yml` or `.git`, else the file's own.
local function root_of(path)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  local at = folder
  while true do
    for _, name in ipairs({ '.archc.yml', '.git' }) do
      if vim.loop.fs_stat(at .. '/' .. name) then return at end
    end
    local above = vim.fn.fnamemodify(at, ':h')
    if above == at then return folder end
    at = above
  end
end

local function set_keys(client, buffer)
  local function map(key, action) vim.keymap.set('n', key, action, { buffer = buffer, silent = true }) end
  map('K', vim.lsp.buf.hover)
  map('gd', vim.lsp.buf.definition)
  map('gr', vim.lsp.buf.references)
  map('gi', vim.lsp.buf.implementation)
  map('<leader>rn', vim.lsp.buf.rename)
  map('<leader>ca', vim.lsp.buf.code_action)
  map('[d', vim.diagnostic.goto_prev)
  map(']d', vim.diagnostic.goto_next)
  map('<leader>p', function() M.preview(buffer) end)
  vim.bo[buffer].omnifunc = 'v:lua.vim.lsp.omnifunc'
end

local function attached(client, buffer)
  if M.options.keys then set_keys(client, buffer) end
  -- What later versions have.
  if vim.lsp.inlay_hint and client.server_capabilities and client.server_capabilities.inlayHintProvider then
    pcall(vim.lsp.inlay_hint.enable, true, { bufnr = buffer })
  end
  if M.options.on_attach then M.options.on_attach(client, buffer) end
end

--- Attaches a buffer to the server of its project, which is started where it does not run.
function M.attach(buffer)
  buffer = (buffer == nil or buffer == 0) and vim.api.nvim_get_current_buf() or buffer
  local path = vim.api.nvim_buf_get_name(buffer)
  if path == '' or vim.bo[buffer].buftype ~= '' then return nil end
  local root = root_of(path)
  local id = clients[root]
  if not id or not vim.lsp.get_client_by_id(id) or vim.lsp.get_client_by_id(id).is_stopped() then
    if vim.fn.executable(M.options.cmd[1]) == 0 then
      vim.notify_once(M.options.cmd[1] .. ' is not to be found; see editors/neovim/README.md', vim.log.levels.WARN)
      return nil
    end
    id = vim.lsp.start_client({
      name = 'archc',
      cmd = M.options.cmd,
      root_dir = root,
      workspace_folders = { { uri = vim.uri_from_fname(root), name = vim.fn.fnamemodify(root, ':t') } },
      settings = M.options.settings,
      init_options = M.options.settings,
      on_attach = attached,
      handlers = {
        ['window/showDocument'] = function(_, params)
          if params.external then
            vim.fn.jobstart({ vim.fn.has('mac') == 1 and 'open' or 'xdg-open', params.uri }, { detach = true })
          else
            vim.lsp.util.jump_to_location({ uri = params.uri, range = params.selection or {
              start = { line = 0, character = 0 }, ['end'] = { line = 0, character = 0 } } }, 'utf-16')
          end
          return { success = true }
        end,
      },
    })
    if not id then return nil end
    clients[root] = id
  end
  vim.lsp.buf_attach_client(buffer, id)
  return id
end

--- Opens the live page of a file in the browser; a click there on a part opens its line here.
function M.preview(buffer)
  buffer = (buffer == nil or buffer == 0) and vim.api.nvim_get_current_buf() or buffer
  local path = vim.api.nvim_buf_get_name(buffer)
  if previews[path] then
    vim.fn.jobstart({ vim.fn.has('mac') == 1 and 'open' or 'xdg-open', previews[path].url }, { detach = true })
    return
  end
  local rest = ''
  local job = vim.fn.jobstart({ M.options.cmd[1], 'serve', '--json', '--until-eof', '--open', path }, {
    on_stdout = function(_, lines)
      lines[1] = rest .. lines[1]
      rest = table.remove(lines)
      for _, line in ipairs(lines) do
        local isRead, message = pcall(vim.fn.json_decode, line)
        if isRead and message.url then previews[path] = { url = message.url } end
        if isRead and message.open then
          vim.cmd('edit +' .. message.open.line .. ' ' .. vim.fn.fnameescape(message.open.path))
        end
      end
    end,
    on_exit = function() previews[path] = nil end,
  })
  if job <= 0 then vim.notify(M.options.cmd[1] .. ' does not start', vim.log.levels.ERROR) end
end

--- Sets options and attaches each .arch buffer.
function M.setup(options)
  M.options = vim.tbl_deep_extend('force', M.options, options or {})
  local group = vim.api.nvim_create_augroup('arch', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group, pattern = 'arch', callback = function(event) M.attach(event.buf) end,
  })
  vim.api.nvim_create_user_command('ArchPreview', function() M.preview(0) end, { force = true })
end

return M

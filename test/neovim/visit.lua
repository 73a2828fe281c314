-- Opens the file as a person would, asks what a person asks, and prints the answers as one line of JSON.
local function request(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 10000) or {}
  for _, answer in pairs(answers) do
    if answer.result then return answer.result end
  end
end

local function at(line, character)
  return { textDocument = vim.lsp.util.make_text_document_params(), position = { line = line, character = character } }
end

local function labels(result)
  local found = {}
  for _, item in ipairs(result and (result.items or result) or {}) do table.insert(found, item.label) end
  return found
end

local said = { findings = {} }
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
for _, finding in ipairs(vim.diagnostic.get(0)) do
  table.insert(said.findings, { line = finding.lnum, from = finding.col, code = finding.code, source = finding.source })
end
local hover = request("textDocument/hover", at(11, 12))
said.hover = hover and hover.contents.value or vim.NIL

-- A key is typed, and the server has to know it.
vim.api.nvim_buf_set_lines(0, 12, 12, false, { "        - setW" })
said.completion = labels(request("textDocument/completion", at(12, 14)))
vim.api.nvim_buf_set_lines(0, 11, 13, false, { "        - setWeight: 20" })
vim.wait(20000, function() return #vim.diagnostic.get(0) == 0 end, 50)
said.left = #vim.diagnostic.get(0)

io.stdout:write(vim.fn.json_encode(said) .. "\n")
vim.cmd("qa!")

-- What a person writes into their init.lua: `docs/editors.md` has the same for newer versions.
vim.api.nvim_create_autocmd("FileType", {
  pattern = "yaml",
  callback = function()
    local config = { name = "stepwise", cmd = { vim.env.STEPWISE_NODE, vim.env.STEPWISE_CLI, "lsp", "--stdio" }, root_dir = vim.fn.getcwd() }
    if vim.lsp.start then
      vim.lsp.start(config)
    else
      vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
    end
  end,
})

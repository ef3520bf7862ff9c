//! Tells Zed how to start the language server of `archc`.

use zed_extension_api as zed;

struct Arch;

impl zed::Extension for Arch {
    fn new() -> Self {
        Arch
    }

    fn language_server_command(
        &mut self,
        _server: &zed::LanguageServerId,
        worktree: &zed::Worktree,
    ) -> zed::Result<zed::Command> {
        let command = worktree
            .which("archc")
            .ok_or_else(|| "archc is not in the PATH".to_string())?;
        Ok(zed::Command {
            command,
            args: vec!["lsp".to_string()],
            env: Vec::new(),
        })
    }
}

zed::register_extension!(Arch);

extension LSP {
  struct InitializeParams: Decodable, Sendable {
    var processId: Int?
    var rootUri: String?
    var rootPath: String?
    var capabilities: JSONValue?
    var initializationOptions: JSONValue?
    var workspaceFolders: [WorkspaceFolder]?
    var workDoneToken: ProgressToken?
  }

  struct InitializeResult: Encodable, Sendable {
    struct ServerInfo: Encodable, Sendable {
      let name: String
      let version: String
    }

    let capabilities: JSONValue
    let serverInfo: ServerInfo
  }

  struct WorkspaceFolder: Codable, Hashable, Sendable {
    var uri: String
    var name: String?
  }

  struct DidOpenParams: Decodable, Sendable {
    var textDocument: TextDocumentItem
  }

  struct DidChangeParams: Decodable, Sendable {
    var textDocument: OptionalVersionedTextDocumentIdentifier
    var contentChanges: [ContentChange]
  }

  /// A new text for a range, or for the whole document.
  struct ContentChange: Decodable, Sendable {
    var range: Range?
    var text: String
  }

  struct DidChangeWorkspaceFoldersParams: Decodable, Sendable {
    struct Event: Decodable, Sendable {
      var added: [WorkspaceFolder]
      var removed: [WorkspaceFolder]
    }

    var event: Event
  }

  struct DidChangeConfigurationParams: Decodable, Sendable {
    var settings: JSONValue?
  }

  struct DidChangeWatchedFilesParams: Decodable, Sendable {
    struct FileEvent: Decodable, Sendable {
      var uri: String
      /// 1 created, 2 changed, 3 deleted.
      var type: Int
    }

    var changes: [FileEvent]
  }

  struct RenameFilesParams: Decodable, Sendable {
    struct FileRename: Decodable, Sendable {
      var oldUri: String
      var newUri: String
    }

    var files: [FileRename]
  }

  struct FilesParams: Decodable, Sendable {
    struct File: Decodable, Sendable {
      var uri: String
    }

    var files: [File]
  }

  struct CancelParams: Decodable, Sendable {
    var id: RequestID
  }

  struct LogMessageParams: Encodable, Sendable {
    /// 1 error, 2 warning, 3 info, 4 log.
    let type: Int
    let message: String
  }

  /// A page or a line that the client is asked to show.
  struct ShowDocumentParams: Encodable, Sendable {
    let uri: String
    var external: Bool?
    var takeFocus: Bool?
    var selection: Range?
  }

  struct ProgressParams: Encodable, Sendable {
    let token: ProgressToken
    let value: JSONValue
  }

  struct WorkDoneProgressCreateParams: Encodable, Sendable {
    let token: ProgressToken
  }

  struct RegistrationParams: Encodable, Sendable {
    struct Registration: Encodable, Sendable {
      let id: String
      let method: String
      let registerOptions: JSONValue
    }

    let registrations: [Registration]
  }

  struct ConfigurationParams: Encodable, Sendable {
    struct Item: Encodable, Sendable {
      let section: String
    }

    let items: [Item]
  }

  /// The text of a document as the server has it, for who wants to compare.
  struct DocumentText: Codable, Hashable, Sendable {
    let version: Int
    let text: String
  }
}

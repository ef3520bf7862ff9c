import ArchSyntax

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Work beside the loop. Its outcome comes back to the loop as a message of its own.
public struct BackgroundJob: Sendable {
  public enum Lane: Sendable {
    /// Rules on figures and on whole programs, and the search for files.
    case checks
    /// Requests that compute figures.
    case requests
    /// Previews, each of which runs until it is ended.
    case previews
  }

  public let lane: Lane
  /// How long to wait for another keystroke first, in milliseconds.
  public let delay: Int
  public let flag: CancellationFlag
  /// Does the work; nil where it was called off. Messages about its progress are handed to `tell`.
  public let run: @Sendable (_ tell: (BackgroundOutcome) -> Void) -> BackgroundOutcome?
}

/// What came of work in the background.
public enum BackgroundOutcome: Sendable {
  /// What a preview tells, by the root of its program.
  case previewed(root: String, PreviewEvent)
  /// A preview is gone, with a reason where it did not come up.
  case previewEnded(root: String, String?)
  /// Something to tell the client meanwhile.
  case told(Data)
  /// The response to a request.
  case answered(RequestID, Data)
  /// All that is wrong with a state of a program.
  case checked(root: String, generation: Int, [Diagnostic])
  /// The files of the workspace, each with those that it imports.
  case found([String: [String]])
}

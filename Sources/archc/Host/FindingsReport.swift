import ArchExchange
import ArchModel

/// The JSON of `archc check --format json`: one document for all programs of the run.
enum FindingsReport {
  static func json(_ checks: [CheckedProgram]) throws -> [UInt8] {
    var documents = checks.map { check in
      FindingsDocument(
        model: check.compilation.model, compiled: check.program.diagnostics + check.compilation.diagnostics,
        run: check.run)
    }
    guard var whole = documents.first else { return [] }
    documents.removeFirst()
    for document in documents {
      whole.findings += document.findings
      whole.summary.files += document.summary.files
      whole.summary.components += document.summary.components
      whole.summary.errors += document.summary.errors
      whole.summary.warnings += document.summary.warnings
      whole.summary.infos += document.summary.infos
      whole.summary.suppressed += document.summary.suppressed
    }
    return try JSONDocument.bytes(of: whole)
  }
}

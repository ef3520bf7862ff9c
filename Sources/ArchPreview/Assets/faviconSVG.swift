// swift-format-ignore-file
// Derived from Page/favicon.svg: `UPDATE_GOLDEN=1 swift test --filter PreviewAssetTests` writes it anew.

extension PreviewAsset {
  static let faviconSVG = ##"""
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3.5" fill="#2059b5"/><path d="M4 6.2V4h3.4v2.2zM8.6 12V9.8H12V12zM5.7 6.2v4.7h2.9" fill="none" stroke="#fff" stroke-width="1.4" stroke-linejoin="round"/></svg>
"""##
}

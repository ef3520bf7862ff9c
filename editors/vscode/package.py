#!/usr/bin/env python3
"""Packs the extension into a .vsix, offline: an archive of its files with the two manifests that VS Code wants.

The same sources give the same bytes. Usage: package.py OUTPUT.vsix
"""
import json
import os
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TYPES = {"json": "application/json", "js": "application/javascript", "md": "text/markdown", "txt": "text/plain",
         "vsixmanifest": "text/xml"}


def manifest(package):
    contributed = [f".{name[1:]}" for language in package["contributes"]["languages"] for name in language["extensions"]]
    tags = ",".join(package["keywords"] + ["snippet", package["name"], *(f"__ext_{name[1:]}" for name in contributed)])
    return f"""<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id={quoteattr(package["name"])} Version={quoteattr(package["version"])} \
Publisher={quoteattr(package["publisher"])}/>
    <DisplayName>{escape(package["displayName"])}</DisplayName>
    <Description xml:space="preserve">{escape(package["description"])}</Description>
    <Tags>{escape(tags)}</Tags>
    <Categories>{escape(",".join(package["categories"]))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value={quoteattr(package["engines"]["vscode"])}/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionDependencies" Value=""/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
    </Properties>
    <License>extension/LICENSE.txt</License>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
  </Assets>
</PackageManifest>
"""


def content_types():
    rows = "".join(f'<Default Extension=".{end}" ContentType="{kind}"/>' for end, kind in sorted(TYPES.items()))
    return ('<?xml version="1.0" encoding="utf-8"?>\n'
            f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rows}</Types>\n')


def files():
    """What is installed: its name in the archive and where it lies."""
    yield "LICENSE.txt", os.path.join(ROOT, "LICENSE")
    yield "syntaxes/arch.tmLanguage.json", os.path.join(ROOT, "grammar", "arch.tmLanguage.json")
    for name in ["package.json", "README.md", "language-configuration.json"]:
        yield name, os.path.join(HERE, name)
    for folder in ["snippets", "src", "syntaxes"]:
        for name in sorted(os.listdir(os.path.join(HERE, folder))):
            if name != "arch.tmLanguage.json":
                yield f"{folder}/{name}", os.path.join(HERE, folder, name)


def main():
    with open(os.path.join(HERE, "package.json"), encoding="utf-8") as source:
        package = json.load(source)
    entries = [("extension.vsixmanifest", manifest(package).encode()), ("[Content_Types].xml", content_types().encode())]
    for name, path in sorted(files()):
        with open(path, "rb") as source:
            entries.append((f"extension/{name}", source.read()))
    os.makedirs(os.path.dirname(os.path.abspath(sys.argv[1])), exist_ok=True)
    with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    print(f"{sys.argv[1]}: {len(entries)} files")


main()

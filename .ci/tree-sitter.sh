#!/bin/sh
# Makes DIR/tree-sitter, the generator of parsers. Where Debian's release has no package of it, the next one's is unpacked
# beside its own C library. Fails when it cannot.
#
# Usage: .ci/tree-sitter.sh DIR
set -eu
mkdir -p "$1"
cd "$1"
if command -v tree-sitter >/dev/null; then
  ln -sf "$(command -v tree-sitter)" tree-sitter
  exit 0
fi
mkdir -p state/lists/partial cache/archives/partial debs root
keys=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb [signed-by=$keys] http://deb.debian.org/debian trixie main" > sources.list
: > status
apt() {
  apt-get -qq -o Dir::Etc::sourcelist="$PWD/../sources.list" -o Dir::Etc::sourceparts=/dev/null -o APT::Sandbox::User= \
    -o Dir::State="$PWD/../state" -o Dir::State::status="$PWD/../status" -o Dir::Cache="$PWD/../cache" "$@"
}
(cd debs && apt update && apt download tree-sitter-cli libc6 libgcc-s1)
for package in debs/*.deb; do dpkg-deb -x "$package" root; done
libraries=$(dirname "$(find "$PWD/root/usr/lib" -name libc.so.6)")
cat > tree-sitter <<SCRIPT
#!/bin/sh
exec "$(find "$libraries" -name 'ld-linux*')" --library-path "$libraries" "$PWD/root/usr/bin/tree-sitter" "\$@"
SCRIPT
chmod +x tree-sitter

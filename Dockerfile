# archc in a small image that runs as nobody in particular:
#   docker build -t archc .
#   docker run --rm -v "$PWD:/src" archc check .
FROM swift:6.3.1-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends libgraphviz-dev pkg-config
WORKDIR /build
COPY Package.swift Package.resolved ./
RUN swift package resolve
COPY Sources Sources
# The manifest names the tests' targets, which the product does not need.
COPY Tests Tests
RUN swift build -c release --static-swift-stdlib --product archc && strip .build/release/archc

FROM debian:bookworm-slim
# libgvc lays out the SVG drawings, git answers for `--since`: also about a work tree of another user, as a mounted one is.
RUN apt-get update \
  && apt-get install -y --no-install-recommends libgvc6 git \
  && rm -rf /var/lib/apt/lists/* \
  && git config --system --add safe.directory '*' \
  && useradd --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin archc
COPY --from=build /build/.build/release/archc /usr/local/bin/archc
COPY ci/check.sh ci/drawings.sh /usr/share/archc/
USER 10001
WORKDIR /src
ENTRYPOINT ["archc"]
CMD ["--help"]

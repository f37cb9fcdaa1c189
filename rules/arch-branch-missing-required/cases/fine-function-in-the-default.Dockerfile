FROM debian:bookworm-slim
ENV PG_MAJOR 17
RUN set -ex; \
	dpkgArch="$(dpkg --print-architecture)"; \
	aptRepo="[ signed-by=/usr/local/share/keyrings/postgres.gpg.asc ] http://apt.postgresql.org/pub/repos/apt bookworm-pgdg main $PG_MAJOR"; \
	case "$dpkgArch" in \
		amd64 | arm64 | ppc64el) \
			echo "deb $aptRepo" > /etc/apt/sources.list.d/pgdg.list; \
			apt-get update; \
			;; \
		*) \
			echo "deb-src $aptRepo" > /etc/apt/sources.list.d/pgdg.list; \
			tempDir="$(mktemp -d)"; \
			cd "$tempDir"; \
			_update_repo() { \
				dpkg-scanpackages . > Packages; \
				apt-get -o Acquire::GzipIndexes=false update; \
			}; \
			_update_repo; \
			nproc="$(nproc)"; \
			export DEB_BUILD_OPTIONS="nocheck parallel=$nproc"; \
			for pkg in postgresql-common postgresql-$PG_MAJOR; do \
				apt-get build-dep -y "$pkg"; \
				if ! apt-get source --compile "$pkg"; then exit 1; fi; \
				_update_repo; \
			done; \
			;; \
	esac; \
	apt-get install -y --no-install-recommends "postgresql-$PG_MAJOR"

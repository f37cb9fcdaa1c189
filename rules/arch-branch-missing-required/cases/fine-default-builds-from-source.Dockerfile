FROM debian:bookworm-slim
ENV PKG_RELEASE=1~bookworm
RUN set -x \
    && dpkgArch="$(dpkg --print-architecture)" \
    && nginxPackages=" \
        nginx=1.29.0-${PKG_RELEASE} \
    " \
    && case "$dpkgArch" in \
        amd64|arm64) \
# arches officialy built by upstream
            echo "deb [signed-by=/etc/apt/keyrings/nginx.gpg] https://nginx.org/packages/mainline/debian/ bookworm nginx" >> /etc/apt/sources.list.d/nginx.list \
            && apt-get update \
            ;; \
        *) \
# we're on an architecture upstream doesn't officially build for
            tempDir="$(mktemp -d)" \
            && chmod 777 "$tempDir" \
            && savedAptMark="$(apt-mark showmanual)" \
            && ( \
                cd "$tempDir" \
                && for source in module-geoip module-image-filter; do \
                    [ -d "$source" ] || exit 1; \
                    make "$source"; \
                done \
            ) \
            && if [ ! -e "$tempDir/Packages" ]; then echo missing; exit 1; fi \
            && ls -lAFh "$tempDir" || false \
            ;; \
    esac \
    && apt-get install --no-install-recommends --no-install-suggests -y $nginxPackages

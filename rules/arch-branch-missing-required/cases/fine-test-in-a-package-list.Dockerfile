FROM alpine:3.22
RUN set -eux; \
	apk add --no-cache --virtual .postgresql-rundeps \
		bash \
		tzdata \
		icu-data-full \
		$([ "$(apk --print-arch)" != 'ppc64le' ] && echo 'nss_wrapper') \
	; \
	postgres --version

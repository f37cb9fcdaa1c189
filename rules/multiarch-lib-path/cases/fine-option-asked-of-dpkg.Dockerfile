FROM php:8.3-apache
RUN debMultiarch="$(dpkg-architecture --query DEB_BUILD_MULTIARCH)"; \
    docker-php-ext-configure ldap --with-libdir="lib/$debMultiarch" \
    && docker-php-ext-install ldap
RUN docker-php-ext-configure imap --with-libdir=lib/$(gcc -print-multiarch)
RUN if [ "$(uname -m)" = x86_64 ]; then docker-php-ext-configure ldap --with-libdir=lib/x86_64-linux-gnu; fi

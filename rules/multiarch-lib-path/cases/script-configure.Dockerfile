FROM php:7.4-fpm
RUN set -eux; \
    apt-get update && apt-get install -y libldap2-dev libgmp-dev; \
    ln -s /usr/include/x86_64-linux-gnu/gmp.h /usr/include; \
    docker-php-ext-configure ldap --with-libdir=lib/x86_64-linux-gnu; \
    docker-php-ext-install ldap gmp

FROM php:8.3-apache
RUN apt-get update && apt-get install -y libldap2-dev \
    && docker-php-ext-configure ldap --with-libdir=lib/x86_64-linux-gnu \
    && docker-php-ext-configure gmp --with-libdir=lib/x86_64-linux-gnu \
    && docker-php-ext-install -j$(nproc) ldap gmp
RUN cmake -DGSSAPI_LIBRARIES=/usr/lib/x86_64-linux-gnu -DWITH_GSSAPI=ON ..

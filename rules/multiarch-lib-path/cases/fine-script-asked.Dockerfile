FROM php:8.4-cli
RUN docker-php-ext-configure ldap --with-libdir="lib/$(dpkg-architecture --query DEB_BUILD_MULTIARCH)"
RUN ln -s "/usr/include/$(uname -m)-linux-gnu/gmp.h" /usr/include

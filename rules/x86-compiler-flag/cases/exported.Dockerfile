FROM gcc:14
RUN set -e; \
    export CXXFLAGS="-O3 -march=haswell"; \
    ./configure && make

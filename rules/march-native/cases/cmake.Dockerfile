FROM gcc:14
RUN cmake -DCMAKE_CXX_FLAGS="-O3 -mcpu=native" . && \
    make CXXFLAGS='-march=native'

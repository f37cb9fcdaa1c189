FROM debian:bookworm-slim
COPY . /src
RUN CFLAGS="-O2 -mavx2" CXXFLAGS="-O2 -mavx2" make -C /src
RUN CFLAGS="-mavx2 -mfma" CXXFLAGS="-mavx2" make -C /src install

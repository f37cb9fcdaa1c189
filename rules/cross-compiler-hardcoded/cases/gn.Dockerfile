FROM debian:bookworm-slim
WORKDIR /src
RUN gn gen out --args='is_debug=false target_cpu="x64"' && ninja -C out
RUN ./tools/dev/v8gen.py x64.release -- \
      target_os=\"linux\" \
      target_cpu=\"x64\" \
      is_component_build=false
RUN echo 'target_cpu = "x64"' >> out/args.gn

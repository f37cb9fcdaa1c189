FROM diamol/base
COPY ["a b", "C:\\data\\a b"]
VOLUME ["D:\\data"]
